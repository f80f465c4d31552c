/** Files on their way: kept on the device until the store has confirmed them, so that neither a dead line nor a reload loses one. */
import type { QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Problem } from "@/api/problems";
import type { FileOnItsWay } from "@/app/device";
import { UNLOCKED } from "@/app/key";
import { changeSealed, dropSealed, listSealed, putSealed } from "@/app/sealed";
import { dropPieces, keepPieces, sweepPieces } from "./pieces";
import { storeFile } from "./storing";

const CHANGED = "cmms:files";
const ADDING = "cmms-adding-files";
const shares = new Map<string, number>();
let going: { key: string; stop: AbortController } | undefined;

function changed(): void {
  dispatchEvent(new Event(CHANGED));
}

export function listFiles(account: string): Promise<FileOnItsWay[]> {
  return listSealed<FileOnItsWay>("files", account).catch(() => []);
}

/** Keep files to be sent, all or none. It throws when the device has no room: then the files stay where they were chosen. */
export async function addFiles(chosen: (Omit<FileOnItsWay, "size"> & { file: File })[]): Promise<void> {
  await navigator.locks.request(ADDING, async () => {
    try {
      for (const { file, ...entry } of chosen) await keepPieces(entry, file);
      for (const { file, ...entry } of chosen) await putSealed("files", { ...entry, size: file.size } as FileOnItsWay);
    } catch (error) {
      for (const { key } of chosen) await throwAwayFile(key).catch(() => undefined);
      throw error;
    }
  });
  changed();
}

async function note({ key, account }: FileOnItsWay, known: Partial<FileOnItsWay>): Promise<void> {
  await changeSealed<FileOnItsWay>("files", key, account, (entry) => ({ ...entry, ...known }));
  changed();
}

export async function pauseFile(entry: FileOnItsWay): Promise<void> {
  await note(entry, { isPaused: true });
  if (going?.key === entry.key) going.stop.abort();
}

export async function resumeFile(queries: QueryClient, { key, account }: FileOnItsWay): Promise<void> {
  await changeSealed<FileOnItsWay>("files", key, account, ({ refused: _refused, ...rest }) => ({ ...rest, isPaused: false }));
  changed();
  await sendFiles(queries, account);
}

export async function throwAwayFile(key: string): Promise<void> {
  await dropSealed("files", key);
  await dropPieces(key);
  if (going?.key === key) going.stop.abort();
  changed();
}

/** Send what may go, oldest first, in one tab at a time; stop at the first that nobody answers. */
export async function sendFiles(queries: QueryClient, account: string | undefined): Promise<void> {
  if (!account) return;
  await navigator.locks.request("cmms-files", { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    // Pieces of a file whose choosing was broken off belong to nothing; not while another tab keeps some.
    await navigator.locks.request(ADDING, { ifAvailable: true }, (free) => free && sweepPieces());
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
    await storeFile(entry, { signal: stop.signal, onShare, remember: (known) => note(entry, known) });
    await throwAwayFile(entry.key);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/documents") });
    return true;
  } catch (error) {
    if (stop.signal.aborted) return true;
    if (!(error instanceof Problem) || error.isUnreachable || error.isSignedOut || error.status === 429) return false;
    await note(entry, { refused: { status: error.status, code: error.code, detail: error.detail } });
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
    const told = [CHANGED, UNLOCKED];
    for (const name of told) addEventListener(name, look);
    return () => told.forEach((name) => removeEventListener(name, look));
  }, [account]);
  return files;
}
