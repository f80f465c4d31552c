/** One page of a PDF: its picture, the marks over the words found, and its text for readers that do not see. */
import { Text } from "@mantine/core";
import type { PageViewport, PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Silence } from "@/parts/silence";
import { findIn, type Span } from "./folding";
import { Marked } from "./Marked";
import { boxesOf, readText, type PageText } from "./pages";

interface Props {
  file: PDFDocumentProxy;
  page: number;
  zoom: number;
  turn: number;
  wanted: string;
  current?: Span | undefined;
  label: string;
  onKeyDown: (event: KeyboardEvent) => void;
  onWrong: () => void;
  silence: Silence;
}

interface Drawn { viewport: PageViewport; said: PageText }

export function Sheet({ file, page, zoom, turn, wanted, current, label, onKeyDown, onWrong, silence }: Props) {
  const { t } = useTranslation("documents");
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState<Drawn>();

  useEffect(() => {
    let isOver = false;
    let stop = () => {};
    const isDrawn = silence.wait();
    void (async () => {
      const found = await file.getPage(page);
      const place = canvas.current;
      if (isOver || !place) return;
      const rotation = (found.rotate + turn) % 360;
      const wide = Math.min(frame.current?.clientWidth ?? 800, 1_000) * zoom;
      const viewport = found.getViewport({ scale: wide / found.getViewport({ scale: 1, rotation }).width, rotation });
      const sharp = Math.min(devicePixelRatio, 2);
      place.width = viewport.width * sharp;
      place.height = viewport.height * sharp;
      place.style.width = `${viewport.width}px`;
      const task = found.render({ canvas: place, viewport: viewport.clone({ scale: viewport.scale * sharp }) });
      stop = () => task.cancel();
      await task.promise;
      const said = await readText(file, page);
      if (!isOver) setDrawn({ viewport, said });
    })().catch(() => !isOver && onWrong()).finally(isDrawn);
    return () => {
      isOver = true;
      isDrawn();
      setDrawn(undefined);
      stop();
    };
  }, [file, page, zoom, turn, onWrong, silence]);

  const found = drawn ? findIn(drawn.said.text, wanted) : [];
  useEffect(() => {
    frame.current?.querySelector("[data-current]")?.scrollIntoView({ block: "center", inline: "center" });
  }, [drawn, current?.start]);
  return (
    <>
      {/* On a right-to-left page Latin letters come out garbled unless the canvas itself runs left to right. */}
      <div ref={frame} className="sheet-frame" dir="ltr" role="group" tabIndex={0} aria-label={label} onKeyDown={onKeyDown}>
        <div className="sheet">
          <canvas ref={canvas} dir="ltr" role="img" aria-label={label} />
          {drawn && found.flatMap((span) =>
            boxesOf(drawn.said, span, drawn.viewport).map((box, place) => (
              <div key={`${span.start} ${place}`} className="sheet-mark" data-current={span.start === current?.start || undefined} style={box} />
            )))}
        </div>
      </div>
      <details>
        <summary>{t("text_of_page")}</summary>
        <Text dir="auto" style={{ whiteSpace: "pre-line" }}>{drawn?.said.text.trim() ? <Marked text={drawn.said.text} found={found} /> : t("no_text")}</Text>
      </details>
    </>
  );
}
