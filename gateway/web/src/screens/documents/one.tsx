/** One document: what it is, its versions with their hashes, a reading view of PDF and pictures, and the steps about it. */
import { Alert, Badge, Button, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import "@/styles/paper.css";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { CaseLink, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Trouble } from "@/parts/Trouble";
import { Waiting } from "@/parts/Waiting";
import { Instant } from "@/parts/when";
import { NewVersion } from "./NewVersion";
import { PlainText } from "./PlainText";

const Pdf = lazy(() => import("./Pdf"));

type Download = components["schemas"]["DownloadView"];

export default function OneDocument() {
  const { t } = useTranslation(["documents", "choices", "fields"]);
  const { documentId = "" } = useParams();
  const path = { document_id: documentId };
  const asked = api.useQuery("get", "/api/documents/{document_id}", { params: { path } });
  const versions = api.useInfiniteQuery("get", "/api/documents/{document_id}/versions", { params: { path, query: { limit: 50 } } }, PAGES);
  const [opened, setOpened] = useState<Download>();
  const [problem, setProblem] = useState<Problem>();

  const open = async (version?: number) => {
    setProblem(undefined);
    try {
      setOpened(await answer(client.GET("/api/documents/{document_id}/download", { params: { path, query: version ? { version } : {} } })));
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    }
  };
  // Whoever comes from a page that was found wants to read it.
  const [query] = useSearchParams();
  const startPage = Number(query.get("page")) || 0;
  useEffect(() => {
    if (startPage > 0) void open();
  }, [documentId, startPage]);
  return (
    <Page title={asked.data?.title ?? t("document")} under={asked.data?.case_id && <CaseLink id={asked.data.case_id} />}>
      <Read from={asked}>
        {(view) => (
          <Stack>
            <Group gap="xs">
              <Badge>{t(`choices:${view.kind}`)}</Badge>
              {view.is_sealed && <Badge color="grape.9" variant="outline">{t("sealed")}</Badge>}
              {view.is_held && <Badge color="amber.9" variant="outline">{t("held")}</Badge>}
            </Group>
            <Facts of={view} show={["file_name", "media_type", "size", "pages", "sha256", "uploaded_by", "created_at", "confirmed_at", "held_reason"]} />
            <Group className="no-print">
              <Button size="compact-md" onClick={() => void open()} disabled={view.current === null}>{t("read")}</Button>
              <ProcedureButton operation="seal_document" params={path} version={view.version} />
              {view.is_held ? <ProcedureButton operation="release_document" params={path} version={view.version} /> : <ProcedureButton operation="hold_document" params={path} version={view.version} />}
            </Group>
          </Stack>
        )}
      </Read>
      <Text size="sm" c="dimmed">{t("opening_recorded")}</Text>
      {problem && <Trouble problem={problem} onRetry={() => void open()} />}
      {opened && <Reading of={opened} startPage={Math.max(Math.trunc(startPage), 1)} wanted={query.get("q") ?? ""} />}
      <Read from={versions}>
        {(pages) => (
          <Rows
            label={t("versions")}
            rows={rowsOf(pages)}
            keyOf={(row) => String(row.number)}
            columns={[
              { key: "number", title: t("version"), cell: (row) => <Button size="compact-sm" variant="subtle" onClick={() => void open(row.number)} disabled={row.state !== "confirmed"}>{row.number}</Button> },
              { key: "state", title: t("fields:state"), cell: (row) => <span style={{ whiteSpace: "nowrap" }}>{t(`choices:${row.state}`)}</span> },
              { key: "why", title: t("fields:change_reason"), cell: (row) => <Text component="bdi" size="sm" style={{ whiteSpace: "pre-line" }}>{row.change_reason ?? "–"}</Text> },
              { key: "at", title: t("entered"), cell: (row) => <Instant at={row.created_at} /> },
              { key: "by", title: t("fields:uploaded_by"), cell: (row) => <PersonName id={row.uploaded_by} /> },
              { key: "sha", title: "SHA-256", cell: (row) => <Text component="bdi" dir="ltr" size="sm" style={{ overflowWrap: "anywhere" }}>{row.sha256}</Text> },
            ]}
          />
        )}
      </Read>
      {asked.data && <NewVersion of={asked.data} />}
    </Page>
  );
}

function Reading({ of, startPage, wanted }: { of: Download; startPage: number; wanted: string }) {
  const { t } = useTranslation("documents");
  return (
    <Stack aria-label={t("reading")} component="section">
      <Group>
        <Button component="a" href={of.url} download={of.file_name} variant="default" size="compact-md">{t("download")}</Button>
        <Text size="sm" c="dimmed">{t("link_until")} <Instant at={of.expires_at} /></Text>
      </Group>
      {of.media_type === "application/pdf" && <Suspense fallback={<Waiting />}><Pdf key={of.url} url={of.url} title={of.file_name} startPage={startPage} startWanted={wanted} /></Suspense>}
      {["image/jpeg", "image/png"].includes(of.media_type) && <img src={of.url} alt={of.file_name} style={{ maxWidth: "100%" }} />}
      {of.media_type === "text/plain" && <PlainText url={of.url} wanted={wanted} />}
      {!["application/pdf", "text/plain", "image/jpeg", "image/png"].includes(of.media_type) && <Alert variant="light">{t("download_only")}</Alert>}
    </Stack>
  );
}
