/** Entries that lie sealed on the device, each readable by its own person alone, while that person is signed in. */
import { device, type SealedRecord, type Store } from "./device";
import { keyOf } from "./key";
import { open, seal } from "./sealing";

interface Entry { key: string; account: string; at: number }

function placeOf(store: Store, { key, account }: Pick<Entry, "key" | "account">): string {
  return `${store} ${account} ${key}`;
}

async function lock(store: Store, entry: Entry): Promise<SealedRecord> {
  const key = await keyOf(entry.account);
  if (!key) throw new Error("there is no key to keep this under");
  return { key: entry.key, account: entry.account, at: entry.at, sealed: await seal(key, entry, placeOf(store, entry)) };
}

async function unlock<T>(store: Store, record: SealedRecord | undefined, account: string): Promise<T | undefined> {
  const key = record?.account === account ? await keyOf(account) : undefined;
  if (!record || !key) return undefined;
  // Sealed under a key that the gateway no longer gives: it cannot be read, and must not hide what can.
  return open<T>(key, record.sealed, placeOf(store, record)).catch(() => undefined);
}

/** Keep an entry. It throws when that can't be done: then it stays where it is. */
export async function putSealed(store: Store, entry: Entry): Promise<void> {
  const record = await lock(store, entry);
  await (await device()).put(store, record);
}

export async function readSealed<T>(store: Store, key: string, account: string): Promise<T | undefined> {
  return unlock<T>(store, await (await device()).get(store, key), account);
}

/** Give one person's entries, the oldest first. */
export async function listSealed<T>(store: Store, account: string): Promise<T[]> {
  const records = (await (await device()).getAll(store)).filter((one) => one.account === account).sort((one, other) => one.at - other.at);
  const found = await Promise.all(records.map((record) => unlock<T>(store, record, account)));
  return found.filter((entry) => entry !== undefined);
}

/** Change an entry; one that was thrown away meanwhile does not come back. One at a time, as unlocking takes a moment. */
export async function changeSealed<T extends Entry>(store: Store, key: string, account: string, change: (entry: T) => T): Promise<void> {
  await navigator.locks.request(`cmms-${store}-${key}`, async () => {
    const entry = await readSealed<T>(store, key, account);
    if (!entry) return;
    const record = await lock(store, change(entry));
    const written = (await device()).transaction(store, "readwrite");
    if (await written.store.getKey(key)) await written.store.put(record);
    await written.done;
  });
}

export async function dropSealed(store: Store, key: string): Promise<void> {
  await (await device()).delete(store, key);
}
