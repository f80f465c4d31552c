/** What comes slowly is waited for; what does not come is given up. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { listenFor } from "@/parts/silence";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("waits as long as something comes, and no longer than it was told after the last of it", () => {
  const end = vi.fn();
  const line = listenFor(1_000, end);
  line.wait();
  for (let part = 0; part < 5; part += 1) {
    vi.advanceTimersByTime(900);
    line.hear();
  }
  expect(end).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(end).toHaveBeenCalledTimes(1);
});

it("is silent when nothing is waited for any more, and each is over once", () => {
  const end = vi.fn();
  const line = listenFor(1_000, end);
  const [first, second] = [line.wait(), line.wait()];
  first();
  first();
  vi.advanceTimersByTime(999);
  expect(end).not.toHaveBeenCalled();
  second();
  line.hear();
  vi.advanceTimersByTime(5_000);
  expect(end).not.toHaveBeenCalled();
});
