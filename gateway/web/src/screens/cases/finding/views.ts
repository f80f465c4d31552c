/** Views of the list that somebody named: what they search and filter. They may hold names, so they lie locked, each for its own person. */
import { useEffect, useState } from "react";
import { putSealed, readSealed } from "@/app/sealed";
import { UNLOCKED } from "@/app/key";

export interface SavedView { name: string; query: string }

interface Kept { key: string; account: string; at: number; views: SavedView[] }

export function useViews(account: string): [SavedView[], (changed: SavedView[]) => void] {
  const [views, setViews] = useState<SavedView[]>([]);
  const key = `views ${account}`;
  useEffect(() => {
    const look = () => void readSealed<Kept>("kept", key, account).then((kept) => kept && setViews(kept.views), () => undefined);
    look();
    addEventListener(UNLOCKED, look);
    return () => removeEventListener(UNLOCKED, look);
  }, [key, account]);
  const keep = (changed: SavedView[]) => {
    setViews(changed);
    // A device that keeps nothing has them until the page is left.
    void putSealed("kept", { key, account, at: Date.now(), views: changed } as Kept).catch(() => undefined);
  };
  return [views, keep];
}
