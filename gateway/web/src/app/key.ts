/** The key of what lies on this device (decision 0010): had from the gateway once one is signed in, kept so that a page loaded anew
 * without a line can read its own, forgotten as one signs out. */
import { answer, client } from "@/api/client";
import { device, type HeldKey } from "./device";
import { importKey } from "./sealing";

/** Told when a key has come: what could not be read until then can be read now. */
export const UNLOCKED = "cmms:unlocked";
const DEVICE = "cmms.device";

let holding: Promise<HeldKey | undefined> | undefined;

/** Give the key that this device holds and whose it is; none when nobody is signed in, or nothing can be kept here. */
export function heldKey(): Promise<HeldKey | undefined> {
  holding ??= device().then((opened) => opened.get("own", "key")).catch(() => undefined);
  return holding;
}

export async function keyOf(account: string): Promise<CryptoKey | undefined> {
  const held = await heldKey();
  return held?.account === account ? held.key : undefined;
}

/** Have this person's key: the one held already, or the gateway's. Nobody else's stays. Without a line it is asked for again later. */
export async function takeKey(account: string): Promise<void> {
  const before = await heldKey();
  if (before?.account === account) return;
  holding = fetchKey(account).catch(() => undefined);
  if (await holding) dispatchEvent(new Event(UNLOCKED));
  else holding = undefined;
}

async function fetchKey(account: string): Promise<HeldKey> {
  const opened = await device();
  await opened.delete("own", "key");
  const { key } = await answer(client.GET("/api/me/device-key", { params: { query: { device: numberOfDevice() } } }));
  const held = { account, key: await importKey(key) };
  await opened.put("own", held, "key");
  return held;
}

/** Forget the key: nothing that stays here can be read until its person signs in again. */
export async function dropKey(): Promise<void> {
  holding = Promise.resolve(undefined);
  await device().then((opened) => opened.delete("own", "key")).catch(() => undefined);
}

/** A number of no meaning that this browser gave itself, so that its key opens nothing on another device. */
function numberOfDevice(): string {
  let number = localStorage.getItem(DEVICE);
  if (!number) localStorage.setItem(DEVICE, (number = crypto.randomUUID()));
  return number;
}
