/** Finding cases: what may be asked together, how a filter is put to the search and to the list, what was pasted. */
import { describe, expect, it } from "vitest";
import { linesOf } from "@/screens/cases/finding/lines";
import { agree, isListed, listFor, searchFor } from "@/screens/cases/finding/search";

describe("filters", () => {
  it("drop what the search does not know when a custody is chosen", () => {
    expect(agree({ due_before: "2026-12-01", q: "Ali", custody: "on_bail" }, "custody")).toEqual({ q: "Ali", custody: "on_bail" });
  });

  it("drop what the list does not know when a due day is chosen", () => {
    expect(agree({ custody: "on_bail", stage: "in_court", due_before: "2026-12-01" }, "due_before")).toEqual({ stage: "in_court", due_before: "2026-12-01" });
  });

  it("keep either kind when what both know is chosen", () => {
    expect(agree({ due_before: "2026-12-01", q: "Ali" }, "q")).toEqual({ due_before: "2026-12-01", q: "Ali" });
    expect(agree({ custody: "on_bail", q: "Ali" }, "q")).toEqual({ custody: "on_bail", q: "Ali" });
  });

  it("forget what was emptied", () => {
    expect(agree({ q: "", stage: "in_court" }, "q")).toEqual({ stage: "in_court" });
  });

  it("ask the search for a year by its days, and for what is or is not terrorism", () => {
    expect(searchFor({ fir_year: "2026", fir_to: "2026-06-30", is_terrorism: "false" })).toEqual({ fir_from: "2026-01-01", fir_to: "2026-06-30", is_terrorism: false });
  });

  it("ask the list by its own names", () => {
    expect(isListed({ prosecutor: "p" })).toBe(true);
    expect(listFor({ court_id: "c", prosecutor: "p", custody: "on_bail" })).toEqual({ court: "c", prosecutor: "p" });
  });
});

describe("pasted numbers", () => {
  it("are read line by line, without bullets and without lines that hold no number", () => {
    expect(linesOf("1. 98/2026 Clifton\n\n- Sessions Case 77/2026\nFIRs:\n۵۲/۲۰۲۶ پریڈی")).toEqual(["98/2026 Clifton", "Sessions Case 77/2026", "۵۲/۲۰۲۶ پریڈی"]);
  });
});
