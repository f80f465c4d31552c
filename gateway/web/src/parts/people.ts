/** Colleagues to choose from: searched on the server, as there are more than a list can hold; who is chosen is always among them. */
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { api } from "@/api/reading";

type Role = "prosecutor";
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

export function usePeople(search: string, chosenIds: string[], role?: Role): { options: Option[]; isLoading: boolean } {
  const known = useQueries({
    queries: chosenIds.map((account_id) => api.queryOptions("get", "/api/people/{account_id}", { params: { path: { account_id } } }, LONG)),
  });
  const chosen = chosenIds.map((value, place) => ({ value, label: known[place]?.data?.name ?? "…" }));
  const q = wordsToFind(search, chosen);
  const asked = api.useQuery("get", "/api/people", { params: { query: { limit: MOST, ...(q ? { q } : {}), ...(role ? { role } : {}) } } }, { ...LONG, placeholderData: keepPreviousData });
  const found = (asked.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return { options: joinPeople(chosen, found), isLoading: asked.isFetching };
}
