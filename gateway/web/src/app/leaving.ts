/** Signing out. The device is left at once, line or none; what the server has to be told it is told when it can be reached. */
import type { QueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { dropDrafts } from "@/forms/drafts";
import { dropKey } from "./key";
import { wipe } from "./keeping";

const OWED = "cmms.sign-out-owed";
const AGAIN_MS = 10_000;
const tabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("cmms-left");

/** Whether somebody left this device whose session the server may still hold for valid. */
export function isSignOutOwed(): boolean {
  return localStorage.getItem(OWED) !== null;
}

/** Leave nothing that can be read: the key and what was for a dead line go; what waits to be sent stays locked. */
export async function leaveDevice(queries: QueryClient, account: string): Promise<void> {
  localStorage.setItem(OWED, "yes");
  localStorage.removeItem("cmms.entered");
  await dropDrafts(account);
  await wipe(queries);
  await dropKey();
  tabs?.postMessage("left");
}

let ending: Promise<boolean> | undefined;

/** Tell the server that the session is over; give whether it knows. */
export function endSession(patience = AGAIN_MS): Promise<boolean> {
  ending ??= answer(client.POST("/api/logout", { signal: AbortSignal.timeout(patience) }))
    .then(() => {
      localStorage.removeItem(OWED);
      return true;
    })
    .catch(() => false)
    .finally(() => (ending = undefined));
  return ending;
}

/** Before somebody enters: a session that another one left must end first, or it would stand until it ends by itself. */
export async function settleSignOut(): Promise<void> {
  if (isSignOutOwed() && !(await endSession())) throw Problem.unreachable(false);
}

/** Keep trying until the server knows. */
export function keepEnding(onEnded: () => void): () => void {
  const attempt = () => void endSession().then((isEnded) => isEnded && onEnded());
  const timer = setInterval(attempt, AGAIN_MS);
  addEventListener("online", attempt);
  attempt();
  return () => {
    clearInterval(timer);
    removeEventListener("online", attempt);
  };
}

/** Another tab of the same browser shows nothing any longer once somebody left in this one. */
export function hearLeaving(onLeft: () => void): () => void {
  tabs?.addEventListener("message", onLeft);
  return () => tabs?.removeEventListener("message", onLeft);
}
