/** What the pages of a PDF say: the text of each, where words are found in it, and where these stand on the sheet. */
import type { PageViewport, PDFDocumentProxy } from "pdfjs-dist";
import type { TextItem } from "pdfjs-dist/types/src/display/api";
import { useEffect, useState } from "react";
import type { Silence } from "@/parts/silence";
import { findIn, type Span } from "./folding";

export interface PageText { text: string; items: (Span & { item: TextItem })[] }
export interface Hit extends Span { page: number }
export interface Box { left: number; top: number; width: number; height: number }

export async function readText(file: PDFDocumentProxy, number: number): Promise<PageText> {
  const content = await (await file.getPage(number)).getTextContent();
  const read: PageText = { text: "", items: [] };
  for (const item of content.items) {
    if (!("str" in item)) continue;
    read.items.push({ item, start: read.text.length, end: read.text.length + item.str.length });
    read.text += item.hasEOL ? `${item.str}\n` : item.str;
  }
  return read;
}

/** The places of the words in the whole file; they come in page by page, so that the first can be seen at once. */
export function useHits(file: PDFDocumentProxy | undefined, wanted: string, silence: Silence): { hits: Hit[]; isDone: boolean } {
  const [found, setFound] = useState<{ hits: Hit[]; isDone: boolean }>({ hits: [], isDone: true });
  useEffect(() => {
    setFound({ hits: [], isDone: !wanted });
    if (!file || !wanted) return undefined;
    let isOver = false;
    const isRead = silence.wait();
    void (async () => {
      for (let page = 1; page <= file.numPages && !isOver; page += 1) {
        const spans = findIn((await readText(file, page)).text, wanted);
        if (isOver) return;
        silence.hear();
        setFound(({ hits }) => ({ hits: [...hits, ...spans.map((span) => ({ ...span, page }))], isDone: page === file.numPages }));
      }
    })().catch(() => !isOver && setFound(({ hits }) => ({ hits, isDone: true }))).finally(isRead);
    return () => {
      isOver = true;
      isRead();
    };
  }, [file, wanted, silence]);
  return found;
}

const measure = document.createElement("canvas");

/** The share of a line's width that its first letters take; letters differ in width, and Arabic ones by their neighbours. */
function shareOf(text: string, length: number): number {
  const drawing = measure.getContext("2d");
  const whole = drawing?.measureText(text).width;
  return drawing && whole ? drawing.measureText(text.slice(0, length)).width / whole : length / text.length;
}

/** Where a found place stands on the sheet as it is shown; one that runs over several lines has several boxes. */
export function boxesOf({ items }: PageText, { start, end }: Span, viewport: PageViewport): Box[] {
  return items
    .filter((one) => one.start < end && one.end > start && one.item.str.trim())
    .map(({ item, start: begins }) => {
      const [from, to] = [start, end].map((place) => shareOf(item.str, Math.min(Math.max(place - begins, 0), item.str.length))) as [number, number];
      return boxOf(item, item.dir === "rtl" ? [1 - to, 1 - from] : [from, to], viewport);
    });
}

/** An item lies along the direction of its own transform, which a turned sheet turns too. */
function boxOf({ transform, width, height }: TextItem, [from, to]: [number, number], viewport: PageViewport): Box {
  const [a, b, , , x, y] = transform as [number, number, number, number, number, number];
  const size = Math.hypot(a, b) || 1;
  const [alongX, alongY] = [a / size, b / size];
  const corners = [from, to].flatMap((share) =>
    [-0.25, 1].map((rise) => viewport.convertToViewportPoint(
      x + alongX * width * share - alongY * height * rise,
      y + alongY * width * share + alongX * height * rise,
    ) as [number, number]));
  const [lefts, tops] = [corners.map(([left]) => left), corners.map(([, top]) => top)];
  const [left, top] = [Math.min(...lefts), Math.min(...tops)];
  return { left, top, width: Math.max(...lefts) - left, height: Math.max(...tops) - top };
}
