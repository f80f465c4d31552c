/** A PDF page by page, drawn by pdf.js: turning over, zooming, turning round, and finding words in it. Only the page one reads is drawn. */
import { Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist";
import worker from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useCallback, useEffect, useMemo, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { listenFor } from "@/parts/silence";
import { Trouble } from "@/parts/Trouble";
import { Waiting } from "@/parts/Waiting";
import { Decoders } from "./decoders";
import { Finder } from "./Finder";
import { useHits } from "./pages";
import { Sheet } from "./Sheet";
import { PageTools, ViewTools, ZOOMS } from "./tools";

GlobalWorkerOptions.workerSrc = worker;

/** Without a byte for this long nobody is there any more. */
const SILENCE_MS = 30_000;

interface Props { url: string; title: string; startPage: number; startWanted: string }

export default function Pdf({ url, title, startPage, startWanted }: Props) {
  const { t } = useTranslation("documents");
  const [file, setFile] = useState<PDFDocumentProxy>();
  const [page, setPage] = useState(startPage);
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [typed, setTyped] = useState(startWanted);
  const [wanted] = useDebouncedValue(typed.trim(), 300);
  const [chosen, setChosen] = useState<number>();
  const [isWrong, setWrong] = useState(false);
  const [attempt, setAttempt] = useState(1);
  const onWrong = useCallback(() => setWrong(true), []);
  // Also a page of a file that is open already may never come.
  const silence = useMemo(() => listenFor(SILENCE_MS, onWrong), [onWrong]);
  const { hits, isDone } = useHits(file, wanted, silence);

  useEffect(() => {
    const loading = getDocument({ url, BinaryDataFactory: Decoders });
    const isThere = silence.wait();
    loading.onProgress = silence.hear;
    loading.promise.then((opened) => {
      isThere();
      setPage((before) => Math.min(before, opened.numPages));
      setFile(opened);
    }, onWrong);
    return () => {
      isThere();
      void loading.destroy();
    };
  }, [url, onWrong, silence, attempt]);
  useEffect(() => setChosen(undefined), [wanted]);
  const again = () => {
    setFile(undefined);
    setWrong(false);
    setAttempt(attempt + 1);
  };

  if (isWrong) return <Trouble problem={new Problem(0, "no_connection", "")} onRetry={again} />;
  if (!file) return <Waiting rows={6} />;
  const go = (to: number) => setPage(Math.min(Math.max(Math.trunc(to) || page, 1), file.numPages));
  const step = (by: 1 | -1) => {
    if (hits.length === 0) return;
    // The first step goes to what is found from the page one reads on, not back to the beginning.
    const near = hits.findIndex((hit) => hit.page >= page);
    const next = chosen === undefined ? (by > 0 ? Math.max(near, 0) : near - 1) : chosen + by;
    const place = (next + hits.length) % hits.length;
    setChosen(place);
    go(hits[place]?.page ?? page);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { PageDown: page + 1, PageUp: page - 1, Home: 1, End: file.numPages }[event.key];
    if (to === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(Math.max(to, 1));
  };
  const current = chosen === undefined ? undefined : hits[chosen];
  return (
    <Stack gap="xs">
      <Finder typed={typed} onType={setTyped} wanted={wanted} hits={hits.length} isDone={isDone} chosen={chosen} onStep={step} />
      <PageTools page={page} all={file.numPages} go={go} />
      <ViewTools zoom={zoom} onZoom={(by) => setZoom(ZOOMS[ZOOMS.indexOf(zoom) + by] ?? zoom)} onTurn={() => setTurn((turn + 90) % 360)} />
      <Sheet
        file={file} page={page} zoom={zoom} turn={turn} wanted={wanted} current={current?.page === page ? current : undefined}
        label={`${title}, ${t("page", { number: page })}`} onKeyDown={onKeyDown} onWrong={onWrong} silence={silence}
      />
    </Stack>
  );
}
