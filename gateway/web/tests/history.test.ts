/** A case's history: what one person did several times on end is told once. */
import { expect, it } from "vitest";
import { together } from "../src/screens/cases/file/History";

const read = (at: string, actor_id = "a", action = "sealed_case_read", reason: string | null = null) => ({ at, actor_id, action, reason });

it("counts what was done again and again, and keeps apart what differs", () => {
  const rows = [read("5"), read("4"), read("3", "b"), read("2", "b", "case_sealed", "order"), read("1", "b", "case_sealed", "another")];
  expect(together(rows).map(({ at, count }) => [at, count])).toEqual([["5", 2], ["3", 1], ["2", 1], ["1", 1]]);
});
