/** Days and hours as they are typed in Sindh. */
import dayjs from "dayjs";
import { describe, expect, it } from "vitest";
import { readDay, readDayAndTime, readTime, writeDay } from "@/parts/typedDays";

const DONE = { isDone: true, mayLackYear: true };

describe("a day that is typed", () => {
  it.each(["05/12/2026", "5/12/2026", "5-12-2026", "5.12.2026", "5 12 2026", "05122026", "2026-12-05", "5 dec 2026", "5 December, 2026", "٥/١٢/٢٠٢٦", "۵ دسمبر ۲۰۲۶", "5 ڊسمبر 2026"])(
    "is the fifth of December: %s",
    (typed) => expect(readDay(typed)).toBe("2026-12-05"),
  );

  it.each(["5.12.26", "051226", "5/12/26", "5-dec-26"])("has a year of two digits once the typing is over: %s", (typed) => {
    expect(readDay(typed)).toBeUndefined();
    expect(readDay(typed, DONE)).toBe("2026-12-05");
  });

  it("is of this year where a month's name stands alone", () => {
    expect(readDay("5 dec", DONE)).toBe(`${dayjs().year()}-12-05`);
    expect(readDay("5 dec")).toBeUndefined();
  });

  it.each(["12/25/2026", "31/02/2026", "5/12", "tomorrow", "5 ju 2026", "32122026", "05/12/0026", "20261205", ""])(
    "is none when it is not clear: %s",
    (typed) => expect(readDay(typed, DONE)).toBeUndefined(),
  );

  it("is written day first", () => {
    expect(writeDay("2026-12-05")).toBe("05/12/2026");
    expect(writeDay("31/02/2026")).toBe("31/02/2026");
  });
});

describe("an hour that is typed", () => {
  it.each([["9:30", "09:30"], ["0930", "09:30"], ["930", "09:30"], ["14.15", "14:15"], ["۱۴:۱۵", "14:15"]])("%s", (typed, read) => {
    expect(readTime(typed)).toBe(read);
  });

  it.each(["24:00", "9", "2:30 pm", "12:60"])("is none when it is not clear: %s", (typed) => {
    expect(readTime(typed)).toBeUndefined();
  });

  it.each(["20/11/2026 09:30", "20112026 0930", "2026-11-20T09:30", "20 nov 2026, 9:30"])("stands behind its day: %s", (typed) => {
    expect(readDayAndTime(typed)).toBe("2026-11-20T09:30");
  });

  it("is no year of the day before it", () => {
    expect(readDayAndTime("5 dec 2026", { isDone: true })).toBeUndefined();
    expect(readDayAndTime("20/11/2026")).toBeUndefined();
  });
});
