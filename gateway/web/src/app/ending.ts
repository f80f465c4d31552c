/** How a page learns that the session is over: by the first call that is refused for it. */
import type { QueryClient } from "@tanstack/react-query";
import { Problem } from "@/api/problems";

/** Call `tell` whenever a call finds the session gone, and no more: what was refused before stays refused until it is read again, and
 * that says nothing of the session entered since. Gives what ends it. */
export function hearEnding(queries: QueryClient, tell: () => void): () => void {
  const look = () => tell();
  addEventListener("cmms:signed-out", look);
  const stop = queries.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "error") return;
    if (event.action.error instanceof Problem && event.action.error.isSignedOut) tell();
  });
  return () => {
    stop();
    removeEventListener("cmms:signed-out", look);
  };
}

/** Let what was asked in the session that ended be answered to nobody, then read all anew but who it is, which is known. */
export async function beginAnew(queries: QueryClient, enter: () => void): Promise<void> {
  await queries.cancelQueries();
  enter();
  void queries.invalidateQueries({ predicate: (query) => query.queryKey[1] !== "/api/me" });
  dispatchEvent(new Event("cmms:signed-in"));
}
