/** What lies on a device can be read with its person's key alone, in the place where it was put. */
import { describe, expect, it } from "vitest";
import { importKey, open, openBytes, seal, sealBytes } from "@/app/sealing";

const MINE = btoa("m".repeat(32));
const THEIRS = btoa("t".repeat(32));
const ENTRY = { says: "Summon Rashid Ali, گواہ نمبر 3", due_on: "2026-11-30" };

describe("an entry that is sealed", () => {
  it("is read again with the same key, brought anew", async () => {
    const sealed = await seal(await importKey(MINE), ENTRY, "waiting a 1");
    expect(await open(await importKey(MINE), sealed, "waiting a 1")).toEqual(ENTRY);
  });
  it("shows nothing of what it holds, and never looks the same twice", async () => {
    const key = await importKey(MINE);
    const [one, other] = [await seal(key, ENTRY, "waiting a 1"), await seal(key, ENTRY, "waiting a 1")];
    expect(new TextDecoder().decode(one.data)).not.toContain("Rashid");
    expect(new Uint8Array(one.data)).not.toEqual(new Uint8Array(other.data));
  });
  it("opens neither with another key nor in another place", async () => {
    const key = await importKey(MINE);
    const sealed = await sealBytes(key, new Uint8Array([1, 2, 3]), "pieces a 1 0");
    await expect(openBytes(await importKey(THEIRS), sealed, "pieces a 1 0")).rejects.toThrow();
    await expect(openBytes(key, sealed, "pieces a 1 1")).rejects.toThrow();
  });
  it("has a key that no script reads back", async () => {
    await expect(crypto.subtle.exportKey("raw", await importKey(MINE))).rejects.toThrow();
  });
});
