/** The hearings that a calendar shows: one's own, a court's, a prosecutor's, or all in sight, between two days. */
import type { components } from "@made/api";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";

export type Hearing = components["schemas"]["HearingRow"];
export interface Whose { kind: "mine" | "all" | "court" | "prosecutor"; id: string }

export function useHearings(whose: Whose, from: string, to: string) {
  const own = api.useQuery("get", "/api/calendar", { params: { query: { from, to } } }, { enabled: whose.kind === "mine" });
  const chosen = whose.kind === "court" ? { court_id: whose.id } : whose.kind === "prosecutor" ? { prosecutor_id: whose.id } : {};
  const other = api.useQuery(
    "get",
    "/api/hearings",
    { params: { query: { from, to, limit: 200, ...chosen } } },
    { enabled: whose.kind !== "mine" },
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

/** A holiday's name in the reader's script, and that it waits for the moon. */
export function useHolidayName() {
  const { t, i18n } = useTranslation("calendar");
  return useCallback(
    (of: Pick<components["schemas"]["HolidayView"], "name_en" | "name_ur" | "is_tentative">) =>
      ((i18n.language !== "en" && of.name_ur) || of.name_en) + (of.is_tentative ? ` (${t("awaiting_moon")})` : ""),
    [t, i18n.language],
  );
}
