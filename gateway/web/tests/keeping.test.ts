/** What may be kept is kept though the screen never comes to rest. */
import { QueryClient } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { keepUp } from "@/app/keeping";
import { putSealed } from "@/app/sealed";

vi.mock("@/app/sealed", () => ({ putSealed: vi.fn(() => Promise.resolve()), dropSealed: vi.fn(), readSealed: vi.fn() }));

it("is written every second while changes follow on one another, and once more after the last", () => {
  vi.useFakeTimers();
  const client = new QueryClient();
  const stop = keepUp(client, "018cc251-f400-7000-8000-000000000001");
  for (let change = 0; change < 8; change += 1) {
    client.setQueryData(["get", "/api/inbox/unread", {}], { unread: change });
    vi.advanceTimersByTime(400);
  }
  expect(vi.mocked(putSealed).mock.calls.length).toBeGreaterThanOrEqual(2);
  vi.advanceTimersByTime(1_000);
  const [, last] = vi.mocked(putSealed).mock.calls.at(-1)!;
  expect(JSON.stringify(last)).toContain('"unread":7');
  stop();
  vi.useRealTimers();
});
