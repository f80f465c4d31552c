/** Colleagues to choose from: searched on the server, as there are more than a list can hold; who is chosen is always among them. */
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useDistrictName } from "./names";

type Person = components["schemas"]["Person"];
/** Whom to offer: those whose roles carry a permission; `former`: also those whose roles once did, and those who left. */
export interface Whom { may?: string; former?: true }
export const PROSECUTORS: Whom = { may: "cases.prosecute" };
/** Whose work may still be theirs. */
export const EVER_PROSECUTORS: Whom = { ...PROSECUTORS, former: true };
interface Option { value: string; label: string }

const MOST = 50;
const LONG = { staleTime: 600_000 };

/** Put those who are chosen before those who were found, each once; until a name is there nobody sees an id. */
export function joinPeople(chosen: Option[], found: Option[]): Option[] {
  const ids = new Set(chosen.map(({ value }) => value));
  return [...chosen, ...found.filter(({ value }) => !ids.has(value))];
}

/** What to ask for: once somebody is chosen their name stands where one searches, and that is nothing to search for. */
export function wordsToFind(search: string, chosen: Option[]): string {
  const words = search.trim();
  return chosen.some(({ label }) => label === words) ? "" : words;
}

/** How somebody is told from another of the same name: by where they work, or by what they do for everywhere. */
function useCalling(): (person: Person) => string {
  const district = useDistrictName();
  const { t } = useTranslation(["choices", "common"]);
  return ({ name, districts, roles, is_locked }) => {
    const where = districts.includes("*") ? roles.map((role) => t(`choices:${role}`)) : districts.map(district);
    const places = is_locked ? [...where, t("common:account_locked")] : where;
    return places.length > 0 ? `${name} · ${places.join(t("common:comma"))}` : name;
  };
}

/** Give people whose names hold what is typed. */
export function usePeople(search: string, chosenIds: string[], whom: Whom = {}): { options: Option[]; isLoading: boolean } {
  const called = useCalling();
  const known = useQueries({
    queries: chosenIds.map((account_id) => api.queryOptions("get", "/api/people/{account_id}", { params: { path: { account_id } } }, LONG)),
  });
  const chosen = chosenIds.map((value, place) => ({ value, label: known[place]?.data ? called(known[place].data) : "…" }));
  const q = wordsToFind(search, chosen);
  const asked = api.useQuery("get", "/api/people", { params: { query: { limit: MOST, ...(q ? { q } : {}), ...whom } } }, { ...LONG, placeholderData: keepPreviousData });
  const found = (asked.data?.items ?? []).map((person) => ({ value: person.id, label: called(person) }));
  return { options: joinPeople(chosen, found), isLoading: asked.isFetching };
}
