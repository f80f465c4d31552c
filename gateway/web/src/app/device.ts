/** What lies on the device, in one IndexedDB: answers for a dead line, drafts, what waits to be sent, and files on their way.
 *
 * Whatever holds content is sealed under its person's key (`key.ts`, `sealed.ts`); beside it stands only whose it is and since when.
 */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Sealed } from "./sealing";

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

/** A file on its way: its bytes lie here, in pieces, until the store's own are confirmed. */
export interface FileOnItsWay {
  key: string;
  account: string;
  size: number;
  file_name: string;
  media_type: string;
  title: string;
  kind: string;
  case_id: string | null;
  /** Of a new version: the document it belongs to, and why there is one. */
  document_id?: string;
  reason?: string;
  at: number;
  isPaused?: boolean;
  sha256?: string;
  /** The bytes have arrived; only the confirmation is missing. */
  stored?: { document_id: string; version: number };
  refused?: { status: number; code: string; detail: string };
}

export interface SealedRecord { key: string; account: string; at: number; sealed: Sealed }

export interface HeldKey { account: string; key: CryptoKey }

export type Store = "kept" | "drafts" | "waiting" | "files";

interface Device extends DBSchema {
  own: { key: "key"; value: HeldKey };
  kept: { key: string; value: SealedRecord };
  drafts: { key: string; value: SealedRecord };
  waiting: { key: string; value: SealedRecord };
  files: { key: string; value: SealedRecord };
  pieces: { key: [file: string, number: number]; value: Sealed };
}

const RECORDS: Store[] = ["kept", "drafts", "waiting", "files"];

let opened: Promise<IDBPDatabase<Device>> | undefined;

export function device(): Promise<IDBPDatabase<Device>> {
  opened ??= openDB<Device>("cmms", 3, {
    upgrade(db, before) {
      // Until version 2 what lay here could be read by anybody at the device: none of it stays.
      if (before > 0) for (const name of [...db.objectStoreNames]) db.deleteObjectStore(name);
      db.createObjectStore("own");
      for (const name of RECORDS) db.createObjectStore(name, { keyPath: "key" });
      db.createObjectStore("pieces");
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
  // A browser that cannot open it now may be able to later (its storage was full, another tab stood in the way).
  opened.catch(() => (opened = undefined));
  return opened;
}
