/** A text file, each line in the direction of its own language. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Problem } from "@/api/problems";
import { Read } from "@/parts/Read";
import { findIn } from "./folding";
import { Marked } from "./Marked";

async function fetchText(url: string): Promise<string> {
  const answer = await fetch(url).catch(() => undefined);
  if (!answer?.ok) throw Problem.unreachable(false);
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
