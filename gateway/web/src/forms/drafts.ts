/** What somebody is entering, kept on the device from the first key on until it is sent or thrown away. */
import { device, type Draft } from "@/app/device";

export async function readDraft(key: string, account: string): Promise<Draft | undefined> {
  try {
    const draft = await (await device()).get("drafts", key);
    return draft?.account === account ? draft : undefined;
  } catch {
    return undefined;
  }
}

export async function keepDraft(draft: Draft): Promise<void> {
  try {
    await (await device()).put("drafts", draft);
  } catch {
    // Without storage a reload loses what was typed; an error or an expiry still does not.
  }
}

export async function dropDraft(key: string): Promise<void> {
  try {
    await (await device()).delete("drafts", key);
  } catch {
    // See keepDraft().
  }
}

/** Whoever signs out leaves nothing that he began to enter: it may hold names, and the device may be shared. */
export async function dropDrafts(account: string): Promise<void> {
  try {
    const kept = await (await device()).getAll("drafts");
    await Promise.all(kept.filter((draft) => draft.account === account).map(({ key }) => dropDraft(key)));
  } catch {
    // See keepDraft().
  }
}
