/** Courts' own lists taken in: tried first, matched to cases by their numbers, settled row by row, then accepted as it was looked at. */
import { Alert, Badge, Button, Card, FileInput, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { send } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { tell } from "@/app/tell";
import { PlanFirst } from "@/forms/PlanFirst";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { encodeFile } from "@/parts/saving";
import { CaseLink, CourtName, useCourtName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useProblemWords } from "@/parts/Trouble";
import { Day, Instant, today } from "@/parts/when";

type Outcome = components["schemas"]["CauseListOutcome"];
const BUSY = ["waiting", "reading"];

export function CauseListImports() {
  const { t } = useTranslation(["calendar", "choices"]);
  const mayDo = useMayDo();
  const asked = api.useInfiniteQuery(
    "get",
    "/api/cause-list-imports",
    { params: { query: { limit: 30 } } },
    { ...PAGES, refetchInterval: (query) => (rowsOf(query.state.data).some((one) => BUSY.includes(one.state)) ? 1_500 : false) },
  );
  return (
    <Page title={t("page.lists")} under={t("lists_help")}>
      {mayDo("import_cause_list") && <NewImport />}
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_lists")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((one) => (
              <Card key={one.id} withBorder component="article">
                <Group gap="xs">
                  <Link to={`/calendar/lists/${one.id}`}><CourtName id={one.court_id} /> · <Day on={one.listed_on} /></Link>
                  <Badge color={one.state === "refused" ? "red.9" : "ink"}>{t(`choices:${one.state}`)}</Badge>
                  {one.awaiting > 0 && <Badge color="amber.9">{t("awaiting", { count: one.awaiting })}</Badge>}
                </Group>
                <Text size="sm" c="dimmed"><bdi>{one.file_name}</bdi> · <Instant at={one.created_at} /></Text>
                {one.refusal_detail && <Text size="sm" c="var(--cmms-urgent)" dir="auto">{one.refusal_detail}</Text>}
              </Card>
            ))}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function NewImport() {
  const { t } = useTranslation("calendar");
  const called = useCourtName();
  const describe = useProblemWords();
  const queries = useQueryClient();
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const [court, setCourt] = useState("");
  const [day, setDay] = useState(today(1));
  const [file, setFile] = useState<File | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [says, setSays] = useState<string>();
  const chosen = court || courts.data?.items[0]?.id || "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return setSays(t("choose_list"));
    setBusy(true);
    setSays(undefined);
    try {
      const body = { court_id: chosen, listed_on: day, file_name: file.name, content_base64: await encodeFile(file) };
      await send("POST", "/api/cause-list-imports", body, { key: crypto.randomUUID() });
      tell(t("list_taken"));
      void queries.invalidateQueries({ queryKey: ["get", "/api/cause-list-imports"] });
    } catch (error) {
      setSays(describe(error instanceof Problem ? error : Problem.unreachable(false)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card withBorder component="form" onSubmit={(event: unknown) => void submit(event as FormEvent)}>
      {says && <Alert color="red" variant="light" role="alert">{says}</Alert>}
      <Group align="flex-end">
        <NativeSelect label={t("court")} value={chosen} onChange={(event) => setCourt(event.currentTarget.value)}>
          {courts.data?.items.map((one) => <option key={one.id} value={one.id}>{called(one)}</option>)}
        </NativeSelect>
        <TextInput type="date" label={t("schedule.day")} value={day} onChange={(event) => setDay(event.currentTarget.value)} />
        <FileInput label={t("list_file")} placeholder={t("choose_list")} accept=".csv,.xlsx,.pdf" value={file} onChange={setFile} style={{ flex: "1 1 220px" }} />
        <Button type="submit" loading={isBusy}>{t("take_list")}</Button>
      </Group>
    </Card>
  );
}

export function CauseListImport() {
  const { t } = useTranslation(["calendar", "choices", "fields"]);
  const { importId = "" } = useParams();
  const path = { import_id: importId };
  const asked = api.useQuery("get", "/api/cause-list-imports/{import_id}", { params: { path } });
  const rows = api.useInfiniteQuery("get", "/api/cause-list-imports/{import_id}/rows", { params: { path, query: { limit: 100 } } }, PAGES);
  return (
    <Page title={t("page.lists")} under={asked.data && <><CourtName id={asked.data.court_id} /> · <Day on={asked.data.listed_on} /></>}>
      <Read from={asked}>
        {(view) => (
          <Group gap="xs">
            <Badge>{t(`choices:${view.state}`)}</Badge>
            {Object.entries(view.counts).map(([state, count]) => <Badge key={state} color="gray.8" variant="outline">{t(`choices:${state}`)} · {String(count)}</Badge>)}
          </Group>
        )}
      </Read>
      <Read from={rows} rows={8}>
        {(pages) => (
          <Rows
            label={t("page.lists")}
            rows={rowsOf(pages)}
            keyOf={(row) => String(row.row)}
            more={{ has: rows.hasNextPage, isLoading: rows.isFetchingNextPage, load: () => void rows.fetchNextPage() }}
            columns={[
              { key: "row", title: t("number"), cell: (row) => <span className="number">{row.row}</span> },
              { key: "printed", title: t("printed"), cell: (row) => <bdi>{row.number_as_printed ?? "–"}</bdi> },
              { key: "purpose", title: t("fields:purpose"), cell: (row) => <bdi>{row.purpose ?? "–"}</bdi> },
              { key: "case", title: t("case"), cell: (row) => (row.case_ids[0] ? <CaseLink id={row.case_ids[0]} /> : "–") },
              { key: "state", title: t("fields:state"), cell: (row) => <Badge color={row.awaits_clerk ? "amber.9" : "gray.8"}>{t(`choices:${row.state}`)}</Badge> },
              {
                key: "steps",
                title: t("steps"),
                cell: (row) => row.awaits_clerk && (
                  <Group gap={4} className="no-print">
                    <ProcedureButton operation="resolve_cause_list_row" params={{ ...path, row: String(row.row) }} version={asked.data?.version} button={{ size: "compact-sm" }} />
                    <ProcedureButton operation="dismiss_cause_list_row" params={{ ...path, row: String(row.row) }} version={asked.data?.version} button={{ size: "compact-sm", variant: "default" }} />
                  </Group>
                ),
              },
            ]}
          />
        )}
      </Read>
      {asked.data?.state === "read" && (
        <PlanFirst<Outcome> preview="preview_cause_list" act="accept_cause_list" params={path} version={asked.data.version} show={(plan) => <Steps plan={plan} />} />
      )}
    </Page>
  );
}

function Steps({ plan }: { plan: Outcome }) {
  const { t } = useTranslation(["calendar", "choices"]);
  return (
    <Rows
      label={t("page.lists")}
      rows={plan.steps}
      keyOf={(step) => `${step.row} ${step.case_id}`}
      columns={[
        { key: "row", title: t("number"), cell: (step) => <span className="number">{step.row ?? "–"}</span> },
        { key: "case", title: t("case"), cell: (step) => <CaseLink id={step.case_id} /> },
        { key: "action", title: t("becomes"), cell: (step) => t(`choices:${step.action}`) },
        { key: "at", title: t("time"), cell: (step) => <Instant at={step.starts_at} /> },
        { key: "warnings", title: t("obstacle"), cell: (step) => step.warnings.map((one) => <div key={String(one)}>{t(`choices:${String(one)}`)}</div>) },
      ]}
    />
  );
}
