/** Going to the part of a page that an address names after #, once the part is there. */
import { useEffect } from "react";
import { useLocation } from "react-router";

export function useArrival(isReady: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (!isReady || !hash) return;
    const place = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!place) return;
    place.scrollIntoView();
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }, [hash, isReady]);
}
