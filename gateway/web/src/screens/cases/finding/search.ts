/** What is searched for stands in the address; the answer comes from the search, or from the list when a day of a time limit is asked. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useSearchParams } from "react-router";
import { answer, client } from "@/api/client";
import { api, PAGES } from "@/api/reading";

export type Filter = Record<string, string>;
type Asked = components["schemas"]["SearchFilter"];
type Found = components["schemas"]["SearchView"];

/** What the index of the search knows. */
export const SEARCHED = ["q", "stage", "district", "court_id", "custody", "fir_year", "is_terrorism", "number", "name", "act", "section", "police_station", "fir_from", "fir_to", "decided_from", "decided_to"];
/** What only the list knows: time limits and teams. */
export const LISTED = ["due_before", "prosecutor"];
/** What both know, so that it can be asked with either. */
const BOTH = new Set(["q", "stage", "district", "court_id", "police_station"]);

export function isListed(filter: Filter): boolean {
  return LISTED.some((name) => filter[name]);
}

/** Take out what cannot be asked together with what was just chosen: the newer wish counts. */
export function agree(filter: Filter, chosen: string): Filter {
  const kept = Object.entries(filter).filter(([name]) => {
    if (name === chosen || BOTH.has(name)) return true;
    return LISTED.includes(chosen) ? LISTED.includes(name) : BOTH.has(chosen) || !LISTED.includes(name);
  });
  return Object.fromEntries(kept.filter(([, value]) => value !== ""));
}

/** The filter as the search takes it: a year is its first and last day, narrowed by days that are given. */
export function searchFor(filter: Filter): Asked {
  const { fir_year: year, is_terrorism, ...rest } = Object.fromEntries(Object.entries(filter).filter(([name]) => SEARCHED.includes(name)));
  const days = year ? { fir_from: rest.fir_from ?? `${year}-01-01`, fir_to: rest.fir_to ?? `${year}-12-31` } : {};
  return { ...rest, ...days, ...(is_terrorism ? { is_terrorism: is_terrorism === "true" } : {}) } as Asked;
}

/** The filter as the list takes it, and an export of the list. */
export function listFor({ q, stage, district, court_id, police_station, due_before, prosecutor }: Filter): Filter {
  const asked = { q, stage, district, court: court_id, police_station, due_before, prosecutor };
  return Object.fromEntries(Object.entries(asked).filter((one): one is [string, string] => !!one[1]));
}

export function useFilter(): [Filter, (name: string, value: string) => void] {
  const [query, setQuery] = useSearchParams();
  const known = [...SEARCHED, ...LISTED];
  const filter = Object.fromEntries([...query].filter(([name, value]) => known.includes(name) && value));
  const set = (name: string, value: string) => setQuery(new URLSearchParams(agree({ ...filter, [name]: value }, name)), { replace: true });
  return [filter, set];
}

export function useFound(filter: Filter) {
  const listed = isListed(filter);
  const asked = searchFor(filter);
  const list = api.useInfiniteQuery("get", "/api/cases", { params: { query: { limit: 50, ...listFor(filter) } } }, { ...PAGES, enabled: listed });
  const search = useInfiniteQuery({
    queryKey: ["get", "/api/cases/search", asked],
    queryFn: ({ pageParam, signal }) => answer(client.POST("/api/cases/search", { body: { ...asked, limit: 50, after: pageParam }, signal } as never)) as Promise<Found>,
    initialPageParam: PAGES.initialPageParam,
    getNextPageParam: PAGES.getNextPageParam,
    enabled: !listed,
  });
  return listed ? list : search;
}

/** How what a search finds spreads; a facet counts as if nothing were chosen in it, so that one can go over to its other values. */
export function useCounts(filter: Filter, without: string) {
  const { [without]: _chosen, ...others } = filter;
  return api.useQuery("post", "/api/cases/search/facets", { body: searchFor(others) as never }, { enabled: !isListed(filter) });
}
