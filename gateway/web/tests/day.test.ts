import type { components } from "@made/api";
import { expect, it } from "vitest";
import { dayOf, isOfOffice } from "@/screens/day/hearings";

type Calendar = components["schemas"]["CalendarView"];
type Hearing = components["schemas"]["HearingRow"];

const hearing = (id: string, starts_at: string, status = "scheduled") => ({ id, starts_at, status }) as Hearing;
const OWN = hearing("own", "2026-11-27T04:00:00+00:00");
const OTHER = hearing("other", "2026-11-27T05:00:00+00:00");
const DAY = { day: "2026-11-27", count: 9, hearings: [OTHER] };
const calendar = (hearings: Hearing[]): Calendar => ({ hearings, leave: [], holidays: [], office: [DAY] });
const clerk = () => false;
const prosecutor = (permission: string) => permission === "scheduling.apply_for_leave";
const supervisor = () => true;

it("shows the office's day to clerks, and to supervisors who stand in nothing, never to a prosecutor", () => {
  expect(isOfOffice([], clerk)).toBe(true);
  expect(isOfOffice([], supervisor)).toBe(true);
  expect(isOfOffice([OWN], supervisor)).toBe(false);
  expect(isOfOffice([{ ...OWN, status: "vacated" }], supervisor)).toBe(true);
  expect(isOfOffice([], prosecutor)).toBe(false);
});

it("says how many more hearings there are than it shows", () => {
  expect(dayOf(calendar([]), "2026-11-27", true)).toEqual({ shown: [OTHER], more: 8 });
  expect(dayOf(calendar([OWN]), "2026-11-27", false)).toEqual({ shown: [OWN], more: 9 });
  expect(dayOf(calendar([OWN]), "2026-11-26", false)).toEqual({ shown: [], more: 0 });
});

it("takes a hearing by its day in Karachi, and leaves out what stands no more", () => {
  const late = hearing("late", "2026-11-26T20:00:00+00:00");
  expect(dayOf(calendar([late, { ...OWN, status: "merged" }]), "2026-11-27", false).shown).toEqual([late]);
});
