/** Which fields a form asks, with what it begins, and what follows from an answer. */
import { describe, expect, it } from "vitest";
import type { Me } from "@/app/session";
import { fits, fitting, isNeeded, lacking, order } from "@/forms/asking";
import { factsFor, follow } from "@/forms/beginnings";
import type { Shape } from "@/forms/operation";

const clerk = { districts: ["karachi-south"] } as Me;
const shape: Shape = { type: "object", properties: { district: { type: "string" } }, required: ["district"] };

describe("a form begins with facts", () => {
  it("such as the district of who has one alone", () => {
    expect(factsFor("open_court", shape, clerk)).toEqual({ district: "karachi-south" });
    expect(factsFor("open_court", shape, { districts: ["*"] } as Me)).toEqual({});
    expect(factsFor("open_court", shape, { districts: ["karachi-south", "malir"] } as Me)).toEqual({});
  });

  it("and never with a district that may be left out", () => {
    expect(factsFor("list", { ...shape, required: [] }, clerk)).toEqual({});
  });
});

describe("the year of a FIR", () => {
  it("is that of its day, also when the day is corrected", () => {
    const first = follow({}, { fir_on: "2025-12-31" }, "fir_on");
    expect(first.fir_year).toBe(2025);
    expect(follow(first, { ...first, fir_on: "2026-01-01" }, "fir_on").fir_year).toBe(2026);
  });

  it("is left alone once somebody typed another, or while the day is no day yet", () => {
    expect(follow({ fir_on: "2026-01-01", fir_year: 2025 }, { fir_on: "2026-01-02", fir_year: 2025 }, "fir_on").fir_year).toBe(2025);
    expect(follow({}, { fir_on: "1/1/2" }, "fir_on").fir_year).toBeUndefined();
  });
});

describe("a person of the file", () => {
  it("is asked what belongs to who it is, and nothing else is sent", () => {
    expect(fits("add_person", "rank", { kind: "accused" })).toBe(false);
    expect(fits("add_person", "rank", { kind: "investigating_officer" })).toBe(true);
    expect(fitting("add_person", { kind: "witness", name: "A", accused_id: "1", witness_kind: "fact" })).toEqual({ kind: "witness", name: "A", witness_kind: "fact" });
  });

  it("is asked who it is first", () => {
    expect(order("add_person", shape, ["name", "kind", "gender", "is_child"])).toEqual([["kind", "name", "gender"], ["is_child"]]);
  });
});

describe("days that are cleared", () => {
  it("ask where hearings go of those alone that go somewhere", () => {
    expect(fits("clear_days", "to_court_id", { action: "vacate" })).toBe(false);
    expect(fits("clear_days", "to_court_id", { action: "move" })).toBe(true);
    expect(fits("preview_clearing", "not_before", { action: "postpone" })).toBe(true);
    expect(fits("preview_clearing", "not_before", {})).toBe(false);
  });
});

describe("a hearing needs an hour", () => {
  it("unless a day is named on which the court calls by its list", () => {
    expect(lacking("schedule_hearing", {})).toEqual({ starts_at: { reason: "required" } });
    expect(lacking("schedule_hearing", { starts_at: "2026-11-30T09:00:00+05:00" })).toEqual({});
    expect(lacking("schedule_hearing", { day: "2026-11-30" })).toEqual({});
    expect(isNeeded("schedule_hearing", "starts_at", { day: "2026-11-30" })).toBe(false);
  });

  it("which stays when it is moved to another court", () => {
    expect(lacking("move_hearing", {})).toEqual({});
  });
});
