/** The bytes of a file on its way, locked piece by piece: neither keeping nor reading one ever holds all of it in memory at once. */
import { device, type FileOnItsWay } from "@/app/device";
import { keyOf } from "@/app/key";
import { openBytes, sealBytes } from "@/app/sealing";
import { Problem } from "@/api/problems";

const PIECE = 1_048_576;

type Whose = Pick<FileOnItsWay, "key" | "account">;

function placeOf({ key, account }: Whose, number: number): string {
  return `pieces ${account} ${key} ${number}`;
}

async function requireKey({ account }: Whose): Promise<CryptoKey> {
  const key = await keyOf(account);
  if (!key) throw new Error("there is no key to keep this file under");
  return key;
}

function allOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key, 0], [key, Infinity]);
}

export async function keepPieces(whose: Whose, file: Blob): Promise<void> {
  const key = await requireKey(whose);
  const opened = await device();
  for (let number = 0; number * PIECE < file.size; number += 1) {
    const bytes = await file.slice(number * PIECE, (number + 1) * PIECE).arrayBuffer();
    await opened.put("pieces", await sealBytes(key, bytes, placeOf(whose, number)), [whose.key, number]);
  }
}

/** Give the file again. Each unlocked piece goes to the browser at once, which keeps what it holds of a large file out of memory. */
export async function readPieces(whose: Whose & { size: number }, signal: AbortSignal): Promise<Blob> {
  const key = await requireKey(whose);
  const opened = await device();
  const parts: Blob[] = [];
  for (let number = 0; number * PIECE < whose.size; number += 1) {
    signal.throwIfAborted();
    const sealed = await opened.get("pieces", [whose.key, number]);
    const bytes = sealed && (await openBytes(key, sealed, placeOf(whose, number)).catch(() => undefined));
    if (!bytes) throw new Problem(410, "file_unreadable", "");
    parts.push(new Blob([bytes]));
  }
  return new Blob(parts);
}

export async function dropPieces(key: string): Promise<void> {
  await (await device()).delete("pieces", allOf(key));
}

/** Drop pieces that belong to no file. */
export async function sweepPieces(): Promise<void> {
  const opened = await device();
  const known = new Set(await opened.getAllKeys("files"));
  const kept = new Set((await opened.getAllKeys("pieces")).map(([file]) => file));
  for (const key of kept) if (!known.has(key)) await dropPieces(key);
}
