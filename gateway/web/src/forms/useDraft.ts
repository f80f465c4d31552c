/** What somebody is entering in a place, kept for them from the first key on and found again when the place opens anew. */
import { useEffect, useMemo } from "react";
import { useSession } from "@/app/session";
import { dropDraft, keepDraft, readDraft } from "./drafts";

export interface Keeping<T> {
  keep: (values: T) => void;
  drop: () => Promise<void>;
}

/** By what name an account's draft is kept. */
export function nameDraft(account: string, place: string): string {
  return `${account} ${place}`;
}

/** The place of a form that an operation's own shape makes. */
export function placeOfForm(method: string, path: string, operation: string): string {
  return `${method} ${path} ${operation}`;
}

export function useDraft<T>(place: string, onFound: (values: T, at: number) => void): Keeping<T> {
  const { me } = useSession();
  const key = nameDraft(me.id, place);
  useEffect(() => {
    void readDraft(key, me.id).then((draft) => draft && onFound(draft.values as T, draft.at));
  }, [key, me.id]); // eslint-disable-line -- it is read when the place opens
  return useMemo(() => ({
    keep: (values) => void keepDraft({ key, account: me.id, values, at: Date.now() }),
    drop: () => dropDraft(key),
  }), [key, me.id]);
}
