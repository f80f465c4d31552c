/** Going to the part of a page that an address names after #, once the part is there; it stays in sight while parts above it still load. */
import { useEffect } from "react";
import { useLocation } from "react-router";

/** After this long, or as soon as the reader does something, the page is left to the reader. */
const HELD_MS = 4_000;
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

export function useArrival(isReady: boolean): void {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!isReady || !hash) return undefined;
    const place = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!place) return undefined;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
    return hold(place);
  }, [hash, key, isReady]);
}

function hold(place: HTMLElement): () => void {
  const watcher = new ResizeObserver(() => place.scrollIntoView());
  const leave = () => {
    watcher.disconnect();
    clearTimeout(timer);
    for (const act of ACTS) removeEventListener(act, leave);
  };
  const timer = setTimeout(leave, HELD_MS);
  for (const act of ACTS) addEventListener(act, leave, { passive: true });
  watcher.observe(document.body);
  return leave;
}
