/** The hearings that a calendar shows: one's own, a court's, a prosecutor's, between two days. */
import type { components } from "@made/api";
import { api } from "@/api/reading";

export type Hearing = components["schemas"]["HearingRow"];
export interface Whose { kind: "mine" | "court" | "prosecutor"; id: string }

export function useHearings(whose: Whose, from: string, to: string) {
  const own = api.useQuery("get", "/api/calendar", { params: { query: { from, to } } }, { enabled: whose.kind === "mine" });
  const chosen = whose.kind === "court" ? { court_id: whose.id } : { prosecutor_id: whose.id };
  const other = api.useQuery(
    "get",
    "/api/hearings",
    { params: { query: { from, to, limit: 200, ...chosen } } },
    { enabled: whose.kind !== "mine" && !!whose.id },
  );
  const holidays = api.useQuery("get", "/api/holidays", { params: { query: { from, to, limit: 200 } } }, { enabled: whose.kind !== "mine" });
  const asked = whose.kind === "mine" ? own : other;
  return {
    hearings: (whose.kind === "mine" ? own.data?.hearings : other.data?.items) ?? [],
    leave: own.data?.leave ?? [],
    holidays: (whose.kind === "mine" ? own.data?.holidays : holidays.data?.items) ?? [],
    isCut: whose.kind !== "mine" && other.data?.next != null,
    asked: { ...asked, data: asked.data as unknown },
  };
}
