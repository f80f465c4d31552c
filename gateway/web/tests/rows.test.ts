/** One more row of a list begins with what the one before makes likely, and with nothing else. */
import { expect, it } from "vitest";
import { likeBefore } from "@/forms/Groups";

it("takes the act of the section before", () => {
  expect(likeBefore([{ act: "ppc", section: "392" }])).toEqual({ act: "ppc" });
});

it("takes nothing where there is no row, no act, or no group", () => {
  expect(likeBefore([])).toEqual({});
  expect(likeBefore([{ initials: "A.K." }])).toEqual({});
  expect(likeBefore(["ppc"])).toEqual({});
});
