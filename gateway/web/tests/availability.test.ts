/** A prosecutor's days, and the weeks of courts. */
import { describe, expect, it } from "vitest";
import { daysOf, isWhole } from "@/screens/administration/roster/availability";
import { join } from "@/screens/administration/courts/week";

const at = (text: string) => new Date(`${text}+05:00`).toISOString();

describe("a prosecutor's day", () => {
  it("is what lies between the spans away, cut at midnight in Karachi", () => {
    const away = [{ starts_at: at("2026-11-25T16:00"), ends_at: at("2026-11-26T08:00") }, { starts_at: at("2026-11-26T16:00"), ends_at: at("2026-11-28T08:00") }];

    const [thursday, friday] = daysOf("2026-11-26", 2, { away, avoid: [], busy: [] });

    expect(thursday?.here).toEqual([["08:00", "16:00"]]);
    expect(friday?.here).toEqual([]);
  });

  it("joins what is taken where it touches", () => {
    const busy = [{ starts_at: at("2026-11-26T10:00"), ends_at: at("2026-11-26T11:00") }, { starts_at: at("2026-11-26T09:30"), ends_at: at("2026-11-26T10:00") }];

    const [day] = daysOf("2026-11-26", 1, { away: [], avoid: [], busy });

    expect(day?.busy).toEqual([["09:30", "11:00"]]);
    expect(isWhole(day?.here ?? [])).toBe(true);
  });
});

describe("a week's hours", () => {
  it("are said once for days in a row that have the same", () => {
    const hours = [1, 2, 3, 5].map((weekday) => ({ weekday, opens: "08:30", closes: "14:00" }));

    expect(join(hours).map(({ from, to }) => [from, to])).toEqual([[1, 3], [5, 5]]);
  });
});
