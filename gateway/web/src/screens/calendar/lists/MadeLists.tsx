/** The lists that were made of a court's day: for the office or the court's door, in which language, by whom, and their files. */
import { Badge, Button, Group } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { saveFile } from "@/parts/saving";
import { Trouble } from "@/parts/Trouble";
import { Instant } from "@/parts/when";

export type Made = components["schemas"]["MadeCauseListView"];
const FILES = ["pdf", "csv", "ics"] as const;
export const IN_MAKING = ["queued", "running"];

export function MadeLists({ court, day }: { court: string; day: string }) {
  const { t } = useTranslation(["lists", "choices"]);
  const asked = api.useInfiniteQuery(
    "get",
    "/api/cause-lists",
    { params: { query: { court_id: court, listed_on: day, limit: 20 } } },
    { ...PAGES, refetchInterval: (query) => (rowsOf(query.state.data).some(({ state }) => IN_MAKING.includes(state)) ? 1_500 : false) },
  );
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none_made")}>
      {(pages) => (
        <Rows
          label={t("made_lists")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "at", title: t("asked_at"), cell: (row) => <Link to={`/calendar/cause-list/made/${row.id}`}><Instant at={row.requested_at} /></Link> },
            { key: "form", title: t("form"), cell: (row) => <>{t(`form_of.${row.form}`)} · {t(`choices:${row.language}`)}</> },
            { key: "by", title: t("asked_by"), cell: (row) => <PersonName id={row.requested_by} /> },
            { key: "state", title: t("state"), cell: (row) => <State of={row} /> },
            { key: "files", title: t("files"), cell: (row) => <Files of={row} /> },
          ]}
        />
      )}
    </Read>
  );
}

export function State({ of }: { of: Made }) {
  const { t } = useTranslation("lists");
  return <Badge color={of.state === "failed" ? "red.9" : of.state === "made" ? "ink" : "gray.8"}>{t(`made_state.${of.state}`)}</Badge>;
}

export function Files({ of }: { of: Made }) {
  const { t } = useTranslation("lists");
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  if (of.state !== "made") return <>–</>;
  const fetchOne = async (file: (typeof FILES)[number]) => {
    setBusy(file);
    setProblem(undefined);
    try {
      saveFile(await answer(client.GET("/api/cause-lists/{list_id}/content", { params: { path: { list_id: of.id }, query: { file } } })));
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      <Group gap={4} className="no-print">
        {FILES.map((file) => <Button key={file} size="compact-sm" variant="default" loading={busy === file} aria-label={t("fetch", { file: t(`file.${file}`) })} onClick={() => void fetchOne(file)}>{t(`file.${file}`)}</Button>)}
      </Group>
      {problem && <Trouble problem={problem} />}
    </>
  );
}
