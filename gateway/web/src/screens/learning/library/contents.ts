/** The sections of an item, all of them, in their order: a table of contents is of no use by halves. */
import { useEffect } from "react";
import { api, PAGES, rowsOf } from "@/api/reading";

export function useContents(itemId: string) {
  const asked = api.useInfiniteQuery(
    "get", "/api/library/items/{item_id}/sections", { params: { path: { item_id: itemId }, query: { limit: 200 } } },
    { ...PAGES, staleTime: 3_600_000 },
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = asked;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  return { asked, rows: rowsOf(asked.data) };
}

/** Group what follows one another by its chapter. */
export function groupByChapter<T extends { chapter: string | null }>(rows: T[]): { chapter: string | null; rows: T[] }[] {
  const groups: { chapter: string | null; rows: T[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last.chapter === row.chapter) last.rows.push(row);
    else groups.push({ chapter: row.chapter, rows: [row] });
  }
  return groups;
}
