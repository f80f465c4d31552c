/** What the calendar and the roster reckon for themselves. */
import { expect, test } from "vitest";
import { isWithin } from "@/parts/takenBack";
import { spanOf } from "@/parts/when";
import { findClashes } from "@/screens/calendar/clashes";
import { needsIn } from "@/screens/calendar/reasons";
import { choose, compareLoads, groupByDayAndCourt, takerOf, type Suggestion } from "@/screens/calendar/roster/loads";

const HEARING = {
  id: "h1", court_id: "c1", room_id: "r1", prosecutor_ids: ["p1"], starts_at: "2026-12-01T04:00:00Z", ends_at: "2026-12-01T05:00:00Z",
  is_untimed: false, status: "scheduled",
};

test("a room that is taken and a prosecutor who stands elsewhere are named; what only touches the time is not", () => {
  const others = [
    { ...HEARING, id: "h2", prosecutor_ids: [], starts_at: "2026-12-02T04:30:00Z", ends_at: "2026-12-02T05:30:00Z" },
    { ...HEARING, id: "h3", court_id: "c2", room_id: "r2", starts_at: "2026-12-02T04:45:00Z", ends_at: "2026-12-02T05:00:00Z" },
    { ...HEARING, id: "h4", starts_at: "2026-12-02T05:00:00Z", ends_at: "2026-12-02T06:00:00Z" },
    { ...HEARING, id: "h5", status: "vacated", starts_at: "2026-12-02T04:00:00Z", ends_at: "2026-12-02T05:00:00Z" },
  ];
  const found = findClashes(HEARING, "2026-12-02T04:00:00Z", others);
  expect(found.map(({ kind, hearing_id }) => [kind, hearing_id])).toEqual([["room", "h2"], ["prosecutor", "h3"]]);
});

test("a hearing does not stand in its own way", () => {
  expect(findClashes(HEARING, "2026-12-01T04:30:00Z", [HEARING])).toEqual([]);
});

const SUGGESTION: Suggestion = {
  id: "s1", district: "karachi-south", court_id: "c1", starts_at: "2026-12-01T04:00:00Z", ends_at: "2026-12-01T05:00:00Z",
  prosecutor_ids: ["p1"], replaces_id: "p1", prosecutor_id: "p2", reason: { code: "knows_case", facts: {}, sentence: "" }, state: "open",
  chosen_id: null, decided_by: null, decided_at: null, decided_because: null, stale_code: null, stale_detail: null,
};

test("loads are compared as they are and as they would be, after what was decided", () => {
  const refused = { ...SUGGESTION, id: "s2", state: "refused" };
  const unfilled = { ...SUGGESTION, id: "s3", state: "unfilled", prosecutor_ids: [], replaces_id: null, prosecutor_id: null };
  expect(takerOf(refused)).toBe("p1");
  expect(takerOf({ ...SUGGESTION, state: "changed", chosen_id: "p3" })).toBe("p3");
  expect(compareLoads([SUGGESTION, refused, unfilled])).toEqual([
    { id: "p1", now: { hearings: 2, minutes: 120 }, then: { hearings: 1, minutes: 60 } },
    { id: "p2", now: { hearings: 0, minutes: 0 }, then: { hearings: 1, minutes: 60 } },
  ]);
});

test("suggestions are grouped by the day in Karachi and the court, and filtered by who comes or goes", () => {
  const late = { ...SUGGESTION, id: "s2", starts_at: "2026-12-01T20:00:00Z", prosecutor_id: "p3", state: "accepted" };
  expect(groupByDayAndCourt([late, SUGGESTION]).map(({ key }) => key)).toEqual(["2026-12-01 c1", "2026-12-02 c1"]);
  const ids = (filter: Parameters<typeof choose>[1]) => choose([SUGGESTION, late], filter).map(({ id }) => id);
  expect(ids({ show: "open", court: "", person: "" })).toEqual(["s1"]);
  expect(ids({ show: "decided", court: "", person: "" })).toEqual(["s2"]);
  expect(ids({ show: "all", court: "c1", person: "p3" })).toEqual(["s2"]);
});

test("the qualifications that a reason names are read as their codes", () => {
  expect(needsIn("qualified for anti terrorism, women and children")).toEqual(["anti_terrorism", "women_and_children"]);
  expect(needsIn("qualified")).toEqual([]);
});

test("a turn of duty that is taken back stands only in its own prosecutor's way, a day that sits again in nobody's", () => {
  const day = spanOf("2026-12-01");
  expect(day).toEqual({ starts_at: "2026-11-30T19:00:00.000Z", ends_at: "2026-12-01T19:00:00.000Z" });
  expect(isWithin(HEARING, day)).toBe(true);
  expect(isWithin(HEARING, { ...day, prosecutor_id: "p1" })).toBe(true);
  expect(isWithin(HEARING, { ...day, prosecutor_id: "p2" })).toBe(false);
  expect(isWithin(HEARING, spanOf("2026-12-02", "2026-12-03"))).toBe(false);
});
