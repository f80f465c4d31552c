/** A PDF page by page, drawn by pdf.js, with its text beneath for readers that do not see. */
import { Button, Group, Text } from "@mantine/core";
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist";
import worker from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { Trouble } from "@/parts/Trouble";
import { Waiting } from "@/parts/Waiting";

GlobalWorkerOptions.workerSrc = worker;

export default function Pdf({ url, title }: { url: string; title: string }) {
  const { t } = useTranslation("documents");
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<PDFDocumentProxy>();
  const [page, setPage] = useState(1);
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(false);

  useEffect(() => {
    const loading = getDocument({ url });
    loading.promise.then(setFile, () => setWrong(true));
    return () => void loading.destroy();
  }, [url]);
  useEffect(() => {
    if (!file || !canvas.current) return undefined;
    let isOver = false;
    void (async () => {
      const found = await file.getPage(page);
      const place = canvas.current;
      if (isOver || !place) return;
      const wide = Math.min(place.parentElement?.clientWidth ?? 800, 1_000);
      const scale = wide / found.getViewport({ scale: 1 }).width;
      const sharp = Math.min(devicePixelRatio, 2);
      const viewport = found.getViewport({ scale: scale * sharp });
      place.width = viewport.width;
      place.height = viewport.height;
      place.style.width = `${viewport.width / sharp}px`;
      await found.render({ canvas: place, viewport }).promise;
      const said = await found.getTextContent();
      if (!isOver) setText(said.items.map((item) => ("str" in item ? item.str : "")).join(" "));
    })();
    return () => {
      isOver = true;
    };
  }, [file, page]);

  if (isWrong) return <Trouble problem={new Problem(0, "no_connection", "")} />;
  if (!file) return <Waiting rows={6} />;
  return (
    <div>
      <Group className="no-print" mb="xs">
        <Button size="compact-md" variant="default" disabled={page <= 1} onClick={() => setPage(page - 1)}>{t("page_before")}</Button>
        <Text role="status" className="number">{t("page_of", { number: page, all: file.numPages })}</Text>
        <Button size="compact-md" variant="default" disabled={page >= file.numPages} onClick={() => setPage(page + 1)}>{t("page_after")}</Button>
      </Group>
      {/* On a right-to-left page Latin letters come out garbled unless the canvas itself runs left to right. */}
      <canvas ref={canvas} dir="ltr" role="img" aria-label={`${title}, ${t("page", { number: page })}`} style={{ maxWidth: "100%", border: "1px solid #d9e2ec", background: "#fff" }} />
      <details>
        <summary>{t("text_of_page")}</summary>
        <Text dir="auto">{text || t("no_text")}</Text>
      </details>
    </div>
  );
}
