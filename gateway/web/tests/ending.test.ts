/** A session that ended is told of once by each call it was refused to, and never by what was refused before one entered again. */
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { Problem } from "@/api/problems";
import { beginAnew, hearEnding } from "@/app/ending";

const CASES = ["get", "/api/cases", {}];
/** Not read anew by entering: whoever enters is told who they are. */
const ME = ["get", "/api/me", {}];
const GONE = new Problem(401, "not_signed_in", "");

function watched(ask: () => Promise<unknown>, queryKey = CASES) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const tell = vi.fn();
  const ends = [hearEnding(queries, tell), new QueryObserver(queries, { queryKey, queryFn: ask }).subscribe(() => undefined)];
  return { queries, tell, end: () => ends.forEach((stop) => stop()) };
}

it("is told of when a list that stood is refused, and not again while it is read in the next session", async () => {
  const ask = vi.fn<() => Promise<unknown>>().mockResolvedValueOnce("old").mockRejectedValueOnce(GONE).mockResolvedValue("new");
  const { queries, tell, end } = watched(ask);
  await vi.waitFor(() => expect(queries.getQueryData(CASES)).toBe("old"));
  await queries.invalidateQueries();
  expect(tell).toHaveBeenCalledTimes(1);

  await beginAnew(queries, () => tell.mockClear());
  await vi.waitFor(() => expect(queries.getQueryData(CASES)).toBe("new"));
  expect(tell).not.toHaveBeenCalled();
  end();
});

it("is not told of by a refusal that comes only after one entered again", async () => {
  let refuse: (error: unknown) => void = () => undefined;
  const late = new Promise((_, reject) => { refuse = reject; });
  const ask = vi.fn<() => Promise<unknown>>().mockResolvedValueOnce("old").mockReturnValueOnce(late);
  const { queries, tell, end } = watched(ask, ME);
  await vi.waitFor(() => expect(queries.getQueryData(ME)).toBe("old"));
  void queries.invalidateQueries();

  await beginAnew(queries, () => undefined);
  refuse(GONE);
  await new Promise((rest) => setTimeout(rest, 0));
  expect(ask).toHaveBeenCalledTimes(2);
  expect(tell).not.toHaveBeenCalled();
  end();
});

it("is told of by what is sent, too", () => {
  const { tell, end } = watched(() => Promise.resolve("old"));
  dispatchEvent(new Event("cmms:signed-out"));
  expect(tell).toHaveBeenCalledTimes(1);
  end();
  dispatchEvent(new Event("cmms:signed-out"));
  expect(tell).toHaveBeenCalledTimes(1);
});
