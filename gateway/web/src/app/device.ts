/** What is kept on the device: answers for a dead line, drafts, what waits to be sent, and files on their way. One IndexedDB. */
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
  /** What was said; `version`: the one that stands now, when somebody changed the thing meanwhile. */
  refused?: { status: number; code: string; detail: string; fields: Record<string, string>; version?: number };
}

/** A file on its way: its bytes lie here until the store's own are confirmed. */
export interface FileOnItsWay {
  key: string;
  account: string;
  file: Blob;
  file_name: string;
  media_type: string;
  title: string;
  kind: string;
  case_id: string | null;
  /** Of a new version: the document it belongs to. */
  document_id?: string;
  at: number;
  isPaused?: boolean;
  sha256?: string;
  /** The bytes have arrived; only the confirmation is missing. */
  stored?: { document_id: string; version: number };
  refused?: { status: number; code: string; detail: string };
}

interface Device extends DBSchema {
  kept: { key: string; value: unknown };
  drafts: { key: string; value: Draft };
  waiting: { key: string; value: Waiting };
  files: { key: string; value: FileOnItsWay };
}

let opened: Promise<IDBPDatabase<Device>> | undefined;

export function device(): Promise<IDBPDatabase<Device>> {
  opened ??= openDB<Device>("cmms", 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore("kept");
        db.createObjectStore("drafts", { keyPath: "key" });
        db.createObjectStore("waiting", { keyPath: "key" });
      }
      if (before < 2) db.createObjectStore("files", { keyPath: "key" });
    },
    // A newer client in another tab must not wait for this one for ever.
    blocking(_now, _next, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
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
