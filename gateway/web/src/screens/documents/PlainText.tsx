/** A text file, each line in the direction of its own language. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Problem } from "@/api/problems";
import { Read } from "@/parts/Read";
import { findIn } from "./folding";
import { Marked } from "./Marked";

/** A text of any length on a slow line takes its time; nobody waits for an answer that does not begin. */
const PATIENCE_MS = 30_000;

async function fetchText(url: string): Promise<string> {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE_MS);
  const answer = await fetch(url, { signal: ending.signal }).catch(() => undefined);
  clearTimeout(timer);
  if (!answer?.ok) throw Problem.unreachable(ending.signal.aborted);
  return answer.text();
}

export function PlainText({ url, wanted }: { url: string; wanted: string }) {
  // What was opened is on record each time: nothing of it is kept once it is closed.
  const asked = useQuery({ queryKey: ["text", url], queryFn: () => fetchText(url), gcTime: 0, retry: false });
  return (
    <Read from={asked}>
      {(text) => (
        <div className="paper">
          {text.split(/\r?\n/).map((line, place) => (
            <Text key={place} dir="auto" mih="1lh"><Marked text={line} found={findIn(line, wanted)} /></Text>
          ))}
        </div>
      )}
    </Read>
  );
}
