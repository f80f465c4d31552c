/** Text in which the words found stand out; it is text and nothing else. */
import type { ReactNode } from "react";
import type { Span } from "./folding";

export function Marked({ text, found }: { text: string; found: Span[] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of found) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}
