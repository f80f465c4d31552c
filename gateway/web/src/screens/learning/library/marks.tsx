/** What was looked for, marked where it stands. */
import { Fragment, type ReactNode } from "react";

interface Hit { start: number; length: number }

/** Mark the hits of a snippet; their places count letters as Unicode does, not as the browser keeps them. */
export function markHits({ text, hits }: { text: string; hits: Hit[] }): ReactNode[] {
  const letters = Array.from(text);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, length } of hits) {
    parts.push(letters.slice(at, start).join(""), <mark key={start}>{letters.slice(start, start + length).join("")}</mark>);
    at = start + length;
  }
  return [...parts, letters.slice(at).join("")];
}

/** Part a text at the words that were looked for: every second part is one of them. */
export function partAt(text: string, wanted: string): string[] {
  const words = wanted.split(/[\s/.,()]+/).filter((word) => word.length > 2);
  if (words.length === 0) return [text];
  const quoted = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // A mark begins where a word begins: "arm" is found in "arms", not in "harm".
  return text.split(new RegExp(`(?<!\\p{L})((?:${quoted.join("|")})\\p{L}*)`, "giu"));
}

export function Marked({ text, wanted }: { text: string; wanted: string }) {
  return partAt(text, wanted).map((part, index) => (index % 2 ? <mark key={index}>{part}</mark> : <Fragment key={index}>{part}</Fragment>));
}
