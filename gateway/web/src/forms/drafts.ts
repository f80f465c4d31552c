/** What somebody is entering, kept on the device from the first key on until it is sent or thrown away.
 *
 * Locking it and IndexedDB take a moment, and a page that is loaded anew at that very moment loses the write; the tab's own storage
 * writes at once, and holds it until it lies locked. Whichever is newer holds.
 */
import { device, type Draft } from "@/app/device";
import { dropSealed, putSealed, readSealed } from "@/app/sealed";

const IN_TAB = "cmms.draft:";

function readInTab(key: string): Draft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(IN_TAB + key) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export async function readDraft(key: string, account: string): Promise<Draft | undefined> {
  const inTab = readInTab(key);
  const kept = await readSealed<Draft>("drafts", key, account).catch(() => undefined);
  const newest = [inTab, kept].filter((draft) => draft?.account === account).sort((one, other) => (other?.at ?? 0) - (one?.at ?? 0));
  return newest[0];
}

export async function keepDraft(draft: Draft): Promise<void> {
  try {
    const text = JSON.stringify(draft);
    sessionStorage.setItem(IN_TAB + draft.key, text);
    await putSealed("drafts", draft);
    if (sessionStorage.getItem(IN_TAB + draft.key) === text) sessionStorage.removeItem(IN_TAB + draft.key);
  } catch {
    // Without a key or storage it ends with the tab; an error or an expiry still loses nothing.
  }
}

export async function dropDraft(key: string): Promise<void> {
  sessionStorage.removeItem(IN_TAB + key);
  try {
    await dropSealed("drafts", key);
  } catch {
    // See keepDraft().
  }
}

/** Whoever signs out leaves nothing that he began to enter: it may hold names, and the device may be shared. */
export async function dropDrafts(account: string): Promise<void> {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(IN_TAB)) sessionStorage.removeItem(key);
  try {
    const kept = await (await device()).getAll("drafts");
    await Promise.all(kept.filter((draft) => draft.account === account).map(({ key }) => dropDraft(key)));
  } catch {
    // See keepDraft().
  }
}
