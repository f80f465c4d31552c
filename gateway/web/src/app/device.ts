/** What is kept on the device: answers for a dead line, drafts, and what waits to be sent. One IndexedDB, three stores. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";

export interface Draft { key: string; account: string; values: unknown; at: number }

export interface Waiting {
  key: string;
  account: string;
  operation: string;
  method: string;
  path: string;
  body: unknown;
  version: number | undefined;
  about: string;
  at: number;
  refused?: { status: number; code: string; detail: string; fields: Record<string, string> };
}

interface Device extends DBSchema {
  kept: { key: string; value: unknown };
  drafts: { key: string; value: Draft };
  waiting: { key: string; value: Waiting };
}

let opened: Promise<IDBPDatabase<Device>> | undefined;

export function device(): Promise<IDBPDatabase<Device>> {
  opened ??= openDB<Device>("cmms", 1, {
    upgrade(db) {
      db.createObjectStore("kept");
      db.createObjectStore("drafts", { keyPath: "key" });
      db.createObjectStore("waiting", { keyPath: "key" });
    },
  });
  return opened;
}

/** A browser that keeps nothing (private windows) only loses what is for dead lines: never an error. */
export async function keep(name: string, value: unknown): Promise<void> {
  try {
    await (await device()).put("kept", value, name);
  } catch {
    // Nothing can be kept here; the page works all the same while the line does.
  }
}

export async function recall<T>(name: string): Promise<T | undefined> {
  try {
    return (await (await device()).get("kept", name)) as T | undefined;
  } catch {
    return undefined;
  }
}

export async function forget(name: string): Promise<void> {
  try {
    await (await device()).delete("kept", name);
  } catch {
    // See keep().
  }
}
