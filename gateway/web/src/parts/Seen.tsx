/** Shows what lies far down a page only when it comes near the eye, so that nothing is fetched that nobody looks at. */
import { useEffect, useRef, useState, type ReactNode } from "react";

export function Seen({ children }: { children: ReactNode }) {
  const [isNear, setNear] = useState(!("IntersectionObserver" in globalThis));
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isNear || !place.current) return undefined;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setNear(true), {
      rootMargin: "400px",
    });
    observer.observe(place.current);
    const all = () => setNear(true);
    addEventListener("beforeprint", all);
    return () => {
      observer.disconnect();
      removeEventListener("beforeprint", all);
    };
  }, [isNear]);
  return isNear ? children : <div ref={place} style={{ minHeight: 120 }} />;
}
