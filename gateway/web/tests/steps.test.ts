import { expect, it } from "vitest";
import { part } from "@/forms/StepPicker";

const ALL = ["seized", "sealed", "malkhana_in"];

it("puts the steps that fit first, in the order in which the service has them", () => {
  expect(part(ALL, "malkhana_in sealed", true)).toEqual([["malkhana_in", "sealed"], ["seized"]]);
});

it("offers nothing else where nothing else is taken", () => {
  expect(part(ALL, "sealed", false)).toEqual([["sealed"], []]);
});

it("offers all alike where nobody said what fits", () => {
  expect(part(ALL, undefined, true)).toEqual([ALL, []]);
});
