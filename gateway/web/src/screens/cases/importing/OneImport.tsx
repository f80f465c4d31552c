/** One import: how far it is, what it took over, what is wrong in it row by row, and what differs from what is registered. */
import { Badge, Card, Group, Progress, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Sentence } from "@/parts/Sentence";
import { Instant } from "@/parts/when";

type Import = components["schemas"]["ImportView"];

/** While an import runs it is asked for by itself: the list of all need not be. */
export function OneImport({ of: listed }: { of: Import }) {
  const { t } = useTranslation(["imports", "choices"]);
  const asked = api.useQuery(
    "get",
    "/api/cases/imports/{import_id}",
    { params: { path: { import_id: listed.id } } },
    { enabled: listed.finished_at === null, refetchInterval: (query) => (query.state.data?.finished_at ? false : 1_500) },
  );
  const of = listed.finished_at === null ? (asked.data ?? listed) : listed;
  const isRunning = of.finished_at === null;
  const share = of.row_total ? Math.round((100 * (of.rows_done ?? 0)) / of.row_total) : 0;
  return (
    <Card withBorder component="article">
      <Group gap="xs">
        <Text fw={600}><bdi>{of.file_name}</bdi></Text>
        <Badge color={of.fault_count > 0 ? "red.9" : "ink"}>{t(`choices:${of.state}`)}</Badge>
        {of.is_dry_run && <Badge color="gray.8" variant="outline">{t("only_tried")}</Badge>}
        <Text size="sm" c="dimmed"><Instant at={of.created_at} /></Text>
      </Group>
      {isRunning && (
        <>
          <Text size="sm" role="status">{t("progress", { done: of.rows_done ?? 0, total: of.row_total ?? "…" })}</Text>
          <Progress value={share} aria-label={t("progress_name")} />
        </>
      )}
      {!isRunning && <Text size="sm">{t(of.is_dry_run ? "result_tried" : "result", { cases: of.case_count, rows: of.row_count, known: of.known_count, faults: of.fault_count })}</Text>}
      {of.fault_count > 0 && <Opened title={t("faults")}><Faults of={of} /></Opened>}
      {!isRunning && of.fault_count > 0 && <Opened title={t("differences")}><Differences of={of} /></Opened>}
    </Card>
  );
}

/** What is fetched only when somebody opens it. */
function Opened({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  );
}

function Faults({ of }: { of: Import }) {
  const { t } = useTranslation("imports");
  const asked = api.useInfiniteQuery("get", "/api/cases/imports/{import_id}/errors", { params: { path: { import_id: of.id }, query: { limit: 100 } } }, PAGES);
  return (
    <Read from={asked}>
      {(pages) => (
        <Rows
          label={t("faults")}
          rows={rowsOf(pages)}
          keyOf={(row) => String(row.number)}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "row", title: t("row"), cell: (row) => <span className="number">{row.row}</span> },
            { key: "column", title: t("column"), cell: (row) => <bdi>{row.letter ? `${row.letter} · ` : ""}{row.column ?? "–"}</bdi> },
            { key: "detail", title: t("fault"), cell: (row) => <Sentence says={row.detail} /> },
          ]}
        />
      )}
    </Read>
  );
}

/** A register that comes again says otherwise than what is registered: each column beside what stands here. */
function Differences({ of }: { of: Import }) {
  const { t } = useTranslation(["imports", "common"]);
  const asked = api.useInfiniteQuery("get", "/api/cases/imports/{import_id}/differences", { params: { path: { import_id: of.id }, query: { limit: 100 } } }, PAGES);
  const flat = (pages: typeof asked.data) => rowsOf(pages).flatMap((row) => (row.columns.length > 0 ? row.columns.map((column) => ({ ...row, ...column })) : [{ ...row, column: "", registered: "", sent: "" }]));
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_differences")}>
      {(pages) => (
        <Rows
          label={t("differences")}
          rows={flat(pages)}
          keyOf={(row) => `${row.row} ${row.column}`}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "row", title: t("row"), cell: (row) => <span className="number">{row.row}</span> },
            { key: "case", title: t("case"), cell: (row) => (row.case_id && row.fir_label ? <Link to={`/cases/${row.case_id}`}><bdi>{row.fir_label}</bdi></Link> : t(row.is_sealed ? "is_sealed" : "is_restricted")) },
            { key: "column", title: t("column"), cell: (row) => <bdi>{row.column || "–"}</bdi> },
            { key: "registered", title: t("registered"), cell: (row) => <bdi>{row.registered || "–"}</bdi> },
            { key: "sent", title: t("sent"), cell: (row) => <bdi>{row.sent || "–"}</bdi> },
          ]}
        />
      )}
    </Read>
  );
}
