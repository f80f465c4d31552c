/** Which hearings My day shows of a day: one's own, or the office's for the clerks and supervisors who stand in none. */
import type { components } from "@made/api";
import { local } from "@/parts/when";

type Calendar = components["schemas"]["CalendarView"];
type Hearing = components["schemas"]["HearingRow"];
export interface DayOfHearings { shown: Hearing[]; more: number }

/** Hearings that take no time any more. */
const GONE = new Set(["vacated", "merged", "lapsed"]);

function stand(hearings: Hearing[]): Hearing[] {
  return hearings.filter(({ status }) => !GONE.has(status));
}

/** Whether the office's hearings are the reader's day: who stands in none, unless standing in hearings is all that is his. */
export function isOfOffice(own: Hearing[], may: (permission: string) => boolean): boolean {
  return stand(own).length === 0 && (!may("scheduling.apply_for_leave") || may("scheduling.plan_roster"));
}

export function dayOf(of: Calendar, on: string, ofOffice: boolean): DayOfHearings {
  const office = of.office.find(({ day }) => day === on);
  const shown = ofOffice ? (office?.hearings ?? []) : stand(of.hearings).filter((one) => local(one.starts_at).format("YYYY-MM-DD") === on);
  return { shown, more: (office?.count ?? 0) - (ofOffice ? shown.length : 0) };
}
