/** Reading through the cache: `api.useQuery("get", "/api/…", {…})`, keyed by method, path and parameters. */
import { QueryClient } from "@tanstack/react-query";
import createHooks from "openapi-react-query";
import { client } from "./client";
import { Problem } from "./problems";

const hooks = createHooks(client);

/** A list read page by page stands in the cache apart from the same list read once: the two are not of one shape. */
const useInfiniteQuery: typeof hooks.useInfiniteQuery = (method, path, init, options, queries) =>
  hooks.useInfiniteQuery(method, path, init, { ...options, queryKey: [method, path, init, "pages"] } as typeof options, queries);

export const api = { ...hooks, useInfiniteQuery };

export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 24 * 3_600_000,
        // Offline answers come from what was kept; a call that cannot be made fails at once and says so.
        networkMode: "always",
        // Whom nobody answered in half a minute has waited long enough: the screen says so, and offers another try.
        retry: (count, error) => error instanceof Problem && error.isUnreachable && error.code !== "no_answer" && navigator.onLine && count < 2,
        retryDelay: (count, error) =>
          error instanceof Problem && error.retryAfter ? error.retryAfter * 1_000 : 500 * 2 ** count,
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** All pages of a list read so far, as one array. */
export function rowsOf<T>(pages: { pages: { items: T[] }[] } | undefined): T[] {
  return pages?.pages.flatMap((page) => page.items) ?? [];
}

/** The options of every endless list: pages follow each other by `after`. */
export const PAGES = {
  pageParamName: "after",
  // Not undefined: the hooks would ask for a page named 0.
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next: string | null }) => last.next ?? undefined,
};
