/** What stays on this device for a dead line: one's own day, tasks, clocks, hearings and the summaries of one's cases.
 *
 * Kept locked under the account's key, wiped on signing out; things under the court's seal are never kept. The service worker keeps no answers at all.
 */
import { dehydrate, hydrate, type DehydratedState, type Query, type QueryClient } from "@tanstack/react-query";
import { heldKey } from "./key";
import { dropSealed, putSealed, readSealed } from "./sealed";

const KEPT = new Set([
  "/api/me", "/api/me/views", "/api/calendar", "/api/tasks", "/api/tasks/groups", "/api/clocks", "/api/inbox", "/api/inbox/unread", "/api/cases/{case_id}",
  "/api/cases/{case_id}/clocks", "/api/cases/{case_id}/reference", "/api/hearings", "/api/courts", "/api/courts/{court_id}", "/api/hearing-codes", "/api/people/{account_id}",
]);
const LONGEST_MS = 7 * 24 * 3_600_000;
const NAME = "answers";

interface Kept { key: string; account: string; at: number; state: unknown }

export function mayKeep(query: Pick<Query, "queryKey" | "state">): boolean {
  const [method, path] = query.queryKey;
  return method === "get" && KEPT.has(String(path)) && query.state.status === "success" && !isSealed(query.state.data);
}

function isSealed(data: unknown): boolean {
  if (Array.isArray(data)) return data.some(isSealed);
  if (typeof data !== "object" || data === null) return false;
  const row = data as Record<string, unknown>;
  if (row.is_sealed === true || row.sealed === true) return true;
  return Object.values(row).some(isSealed);
}

/** Bring back what was kept; give the account it belongs to, or nothing. */
export async function bringBack(client: QueryClient): Promise<string | undefined> {
  const account = (await heldKey())?.account;
  const kept = account ? await readSealed<Kept>("kept", NAME, account) : undefined;
  if (!kept || Date.now() - kept.at > LONGEST_MS) return undefined;
  hydrate(client, kept.state as DehydratedState);
  // What was kept is shown at once and read again as soon as it is looked at: it is never taken for what holds now.
  await client.invalidateQueries({ refetchType: "none" });
  return kept.account;
}

/** Keep what may be kept from now on, a moment after each change, also where one follows on another without a pause. */
export function keepUp(client: QueryClient, account: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const state = dehydrate(client, { shouldDehydrateQuery: mayKeep, shouldDehydrateMutation: () => false });
    // A browser that keeps nothing (private windows) only loses what is for dead lines: never an error.
    void putSealed("kept", { key: NAME, account, at: Date.now(), state } as Kept).catch(() => undefined);
  };
  const stop = client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated") return;
    timer ??= setTimeout(write, 1_000);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

export async function wipe(client: QueryClient): Promise<void> {
  client.clear();
  await dropSealed("kept", NAME).catch(() => undefined);
}
