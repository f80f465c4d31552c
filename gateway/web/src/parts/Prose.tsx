/** Text that people wrote with a few marks (headings, lists, bold): Markdown as the lessons use it, never HTML.
 *
 * What is not known as a mark stays text, so nothing that somebody wrote is lost.
 */
import { Title } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { directionOf } from "@/words";

type Block =
  | { kind: "heading"; depth: number; text: string }
  | { kind: "bullets" | "numbers"; items: string[] }
  | { kind: "quote" | "text"; text: string };

const ITEM = { bullets: /^\s*[-*•]\s+(.*)$/, numbers: /^\s*\d{1,3}[.)]\s+(.*)$/ } as const;

/** Give the blocks of a text: parted by empty lines, headings and lists also without. */
export function cut(source: string): Block[] {
  const blocks: Block[] = [];
  let isOpen = false;
  for (const line of source.split("\n")) {
    const last = isOpen ? blocks.at(-1) : undefined;
    const heading = /^(#{1,4})\s+(.*)$/.exec(line);
    const kind = (["bullets", "numbers"] as const).find((one) => ITEM[one].test(line));
    isOpen = line.trim() !== "" && !heading;
    if (heading) blocks.push({ kind: "heading", depth: heading[1]!.length, text: heading[2]! });
    else if (kind) {
      const text = ITEM[kind].exec(line)![1]!;
      // An empty line between two items does not end their list.
      const list = blocks.at(-1);
      if (list?.kind === kind) list.items.push(text);
      else blocks.push({ kind, items: [text] });
    } else if (!isOpen) continue;
    else if (last && "items" in last) last.items.push(`${last.items.pop()} ${line.trim()}`);
    else if (last && "text" in last) last.text += `\n${line.replace(/^>\s?/, "")}`;
    else if (/^>\s?/.test(line)) blocks.push({ kind: "quote", text: line.replace(/^>\s?/, "") });
    else blocks.push({ kind: "text", text: line });
  }
  return blocks;
}

/** Give a line with its **bold** and *slanted* words as such. */
function dress(text: string): ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/).map((part, index) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (/^\*[^*]+\*$/.test(part)) return <em key={index}>{part.slice(1, -1)}</em>;
    return <Fragment key={index}>{part}</Fragment>;
  });
}

/** A text in its language's direction; `under` is the order of the heading that it stands below. */
export function Prose({ text, language, under = 2 }: { text: string; language: string; under?: number }) {
  const blocks = cut(text);
  const highest = Math.min(...blocks.map((one) => (one.kind === "heading" ? one.depth : 6)));
  return (
    <div className="prose" lang={language} dir={directionOf(language)}>
      {blocks.map((block, index) => {
        if (block.kind === "heading") {
          const order = Math.min(6, under + 1 + block.depth - highest) as 3 | 4 | 5 | 6;
          return <Title key={index} order={order} size="h5">{dress(block.text)}</Title>;
        }
        if ("items" in block) {
          const List = block.kind === "bullets" ? "ul" : "ol";
          return <List key={index}>{block.items.map((item, place) => <li key={place}>{dress(item)}</li>)}</List>;
        }
        if (block.kind === "quote") return <blockquote key={index}>{dress(block.text)}</blockquote>;
        return <p key={index}>{dress(block.text)}</p>;
      })}
    </div>
  );
}
