/** What was entered while nobody could be reached: kept, sent in order when the line is back, conflicts shown, nothing lost.
 *
 * Each entry carries the Idempotency-Key of its first try, so that one that did arrive is not done twice.
 */
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Waiting } from "@/app/device";
import { takeKey, UNLOCKED } from "@/app/key";
import { dropSealed, listSealed, putSealed } from "@/app/sealed";
import { send } from "@/api/client";
import { flatten, Problem } from "@/api/problems";

const CHANGED = "cmms:waiting";
const AGAIN_MS = 20_000;

function changed(): void {
  dispatchEvent(new Event(CHANGED));
}

/** What one account entered: another's titles and cases are not for whoever sits at the device now. */
export function listWaiting(account: string): Promise<Waiting[]> {
  return listSealed<Waiting>("waiting", account).catch(() => []);
}

/** Keep an entry until it can be sent; false when this device can't: then it stays in its form. */
export async function putWaiting(entry: Waiting): Promise<boolean> {
  const isKept = await putSealed("waiting", entry).then(() => true, () => false);
  changed();
  return isKept;
}

export async function dropWaiting(key: string): Promise<void> {
  await dropSealed("waiting", key);
  changed();
}

export function useWaiting(account: string): Waiting[] {
  const [entries, setEntries] = useState<Waiting[]>([]);
  useEffect(() => {
    const look = () => void listWaiting(account).then(setEntries);
    look();
    const told = [CHANGED, UNLOCKED];
    for (const name of told) addEventListener(name, look);
    return () => told.forEach((name) => removeEventListener(name, look));
  }, [account]);
  return entries;
}

let isSending = false;

/** Try what waits, oldest first; stop at the first that nobody answers. Refused ones stay, with what was said, for a person to settle. */
export async function sendWaiting(queries: QueryClient, account: string | undefined): Promise<void> {
  if (isSending || !account) return;
  isSending = true;
  try {
    for (const entry of await listWaiting(account)) {
      if (entry.refused) continue;
      if (!(await sendOne(entry))) return;
      void queries.invalidateQueries();
    }
  } finally {
    isSending = false;
  }
}

async function sendOne(entry: Waiting): Promise<boolean> {
  try {
    await send(entry.method, entry.path, entry.body, { key: entry.key, version: entry.version });
    await dropWaiting(entry.key);
    return true;
  } catch (error) {
    if (!(error instanceof Problem) || error.isUnreachable || error.isSignedOut || error.status === 429) return false;
    const { status, code, detail } = error;
    const version = error.more.current_version;
    const said = { status, code, detail, fields: flatten(error.fields) };
    await putWaiting({ ...entry, refused: typeof version === "number" ? { ...said, version } : said });
    return true;
  }
}

/** Keep trying: when the line is back, when somebody signs in, and every so often, since browsers are late to notice. */
export function keepSending(queries: QueryClient): () => void {
  const account = () => queries.getQueryData<{ id: string }>(["get", "/api/me", {}])?.id;
  const attempt = async () => {
    const whose = account();
    if (!whose) return;
    await takeKey(whose);
    void sendWaiting(queries, whose);
    // How files are sent is fetched apart: the first screen needs none of it.
    void import("./files").then(({ sendFiles }) => sendFiles(queries, whose)).catch(() => undefined);
  };
  const timer = setInterval(attempt, AGAIN_MS);
  addEventListener("online", attempt);
  addEventListener("cmms:signed-in", attempt);
  const first = setTimeout(attempt, 3_000);
  return () => {
    clearInterval(timer);
    clearTimeout(first);
    removeEventListener("online", attempt);
    removeEventListener("cmms:signed-in", attempt);
  };
}
