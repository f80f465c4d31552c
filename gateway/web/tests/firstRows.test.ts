/** Of many rows that came at once some are shown at first; what stands in the way is among them. */
import { expect, it } from "vitest";
import { obstaclesFirst } from "../src/parts/Rows";

it("puts what stands in the way before the rest, each in its order", () => {
  const steps = [{ at: 1, obstacle: null }, { at: 2, obstacle: "double_booked" }, { at: 3, obstacle: null }, { at: 4, obstacle: "on_leave" }];
  expect(obstaclesFirst(steps).map(({ at }) => at)).toEqual([2, 4, 1, 3]);
});
