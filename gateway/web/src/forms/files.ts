/** Files on their way: kept on the device until the store has confirmed them, so that neither a dead line nor a reload loses one. */
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Problem } from "@/api/problems";
import { device, type FileOnItsWay } from "@/app/device";
import { storeFile } from "./storing";

const CHANGED = "cmms:files";
const shares = new Map<string, number>();
let going: { key: string; stop: AbortController } | undefined;

function changed(): void {
  dispatchEvent(new Event(CHANGED));
}

export async function listFiles(account: string): Promise<FileOnItsWay[]> {
  try {
    const all = await (await device()).getAll("files");
    return all.filter((entry) => entry.account === account).sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
}

/** Keep files to be sent. It throws when the device has no room: then the files stay where they were chosen. */
export async function addFiles(entries: FileOnItsWay[]): Promise<void> {
  const written = (await device()).transaction("files", "readwrite");
  await Promise.all([...entries.map((entry) => written.store.put(entry)), written.done]);
  changed();
}

async function note(key: string, known: Partial<FileOnItsWay>): Promise<void> {
  const written = (await device()).transaction("files", "readwrite");
  const entry = await written.store.get(key);
  // Thrown away meanwhile: it does not come back.
  if (entry) await written.store.put({ ...entry, ...known });
  await written.done;
  changed();
}

export async function pauseFile(key: string): Promise<void> {
  await note(key, { isPaused: true });
  if (going?.key === key) going.stop.abort();
}

export async function resumeFile(queries: QueryClient, { key, account }: FileOnItsWay): Promise<void> {
  const written = (await device()).transaction("files", "readwrite");
  const entry = await written.store.get(key);
  if (entry) {
    const { refused: _refused, ...rest } = entry;
    await written.store.put({ ...rest, isPaused: false });
  }
  await written.done;
  changed();
  await sendFiles(queries, account);
}

export async function throwAwayFile(key: string): Promise<void> {
  await (await device()).delete("files", key);
  if (going?.key === key) going.stop.abort();
  changed();
}

/** Send what may go, oldest first, in one tab at a time; stop at the first that nobody answers. */
export async function sendFiles(queries: QueryClient, account: string | undefined): Promise<void> {
  if (!account) return;
  await navigator.locks.request("cmms-files", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const tried = new Set<string>();
    for (;;) {
      const next = (await listFiles(account)).find((entry) => !entry.isPaused && !entry.refused && !tried.has(entry.key));
      if (!next) return;
      tried.add(next.key);
      if (!(await sendOne(queries, next))) return;
    }
  });
}

async function sendOne(queries: QueryClient, entry: FileOnItsWay): Promise<boolean> {
  const stop = new AbortController();
  going = { key: entry.key, stop };
  const onShare = (share: number) => {
    shares.set(entry.key, share);
    changed();
  };
  try {
    await storeFile(entry, { signal: stop.signal, onShare, remember: (known) => note(entry.key, known) });
    await throwAwayFile(entry.key);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/documents") });
    return true;
  } catch (error) {
    if (stop.signal.aborted) return true;
    if (!(error instanceof Problem) || error.isUnreachable || error.isSignedOut || error.status === 429) return false;
    await note(entry.key, { refused: { status: error.status, code: error.code, detail: error.detail } });
    return true;
  } finally {
    going = undefined;
    shares.delete(entry.key);
    changed();
  }
}

/** What is on its way, with how much of each has gone (nothing while it waits). */
export function useFiles(account: string): (FileOnItsWay & { share: number | undefined })[] {
  const [files, setFiles] = useState<(FileOnItsWay & { share: number | undefined })[]>([]);
  useEffect(() => {
    const look = () => void listFiles(account).then((all) => setFiles(all.map((entry) => ({ ...entry, share: shares.get(entry.key) }))));
    look();
    addEventListener(CHANGED, look);
    return () => removeEventListener(CHANGED, look);
  }, [account]);
  return files;
}
