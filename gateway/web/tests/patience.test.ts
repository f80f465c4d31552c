/** Whoever waits for an answer is told in time that none comes. */
import { expect, it } from "vitest";
import { Problem } from "@/api/problems";
import { newQueryClient } from "@/api/reading";

function isAskedAgain(problem: Problem): boolean {
  const retry = newQueryClient().getDefaultOptions().queries?.retry;
  return typeof retry === "function" && retry(0, problem);
}

it("asks again at once when the line broke or a part was away, not after nobody answered in half a minute", () => {
  expect(isAskedAgain(Problem.unreachable(false))).toBe(true);
  expect(isAskedAgain(new Problem(503, "service_away", ""))).toBe(true);
  expect(isAskedAgain(Problem.unreachable(true))).toBe(false);
  expect(isAskedAgain(new Problem(404, "no_such_thing", ""))).toBe(false);
});
