/** A list taken in: its rows as printed and as read, how it differs from the one accepted before, its file, and its acceptance. */
import { Badge, Button, Group, NativeSelect, Text, Title } from "@mantine/core";
import type { components, operations } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { PlanFirst } from "@/forms/PlanFirst";
import { CaseLink, CourtName, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useSaid } from "@/parts/said";
import { saveFile } from "@/parts/saving";
import { Trouble } from "@/parts/Trouble";
import { Day, Instant } from "@/parts/when";
import { Changes } from "./Changes";
import { ListedRows } from "./ListedRows";
import { useWarnings } from "./warnings";

type Outcome = components["schemas"]["CauseListOutcome"];
type State = NonNullable<NonNullable<operations["list_cause_list_rows"]["parameters"]["query"]>["state"]>;
const STATES: State[] = ["several", "unmatched", "unreadable", "matched", "differs", "already_listed", "other_court", "wrong_date", "twice", "dismissed"];

export function CauseListImport() {
  const { t } = useTranslation("lists");
  const { importId = "" } = useParams();
  const path = { import_id: importId };
  const asked = api.useQuery("get", "/api/cause-list-imports/{import_id}", { params: { path } });
  const changes = api.useQuery("get", "/api/cause-list-imports/{import_id}/changes", { params: { path } });
  return (
    <Page
      title={t("taken_list")}
      under={asked.data && <><CourtName id={asked.data.court_id} /> · <Day on={asked.data.listed_on} /></>}
      actions={<FetchFile importId={importId} />}
    >
      <Read from={asked}>
        {(view) => (
          <Group gap="xs">
            <Badge>{t(`import_state.${view.state}`)}</Badge>
            {Object.entries(view.counts).map(([state, count]) => <Badge key={state} color="gray.8" variant="outline">{t(`row_state.${state}`)} · {String(count)}</Badge>)}
          </Group>
        )}
      </Read>
      {asked.data?.state === "read" && (
        // A row that was settled since makes another list of it: what was looked at before is put away.
        <PlanFirst<Outcome> key={asked.data.version} preview="preview_cause_list" act="accept_cause_list" params={path} version={asked.data.version} show={(plan) => <Steps plan={plan} />} />
      )}
      <Title order={2} size="h4">{t("rows")}</Title>
      <AllRows importId={importId} version={asked.data?.version} />
      <Title order={2} size="h4">{t("changes_since_accepted")}</Title>
      <Read from={changes}>{(found) => <Changes of={found} />}</Read>
    </Page>
  );
}

function AllRows({ importId, version }: { importId: string; version: number | undefined }) {
  const { t } = useTranslation("lists");
  const [state, setState] = useState<State | "">("");
  const rows = api.useInfiniteQuery(
    "get",
    "/api/cause-list-imports/{import_id}/rows",
    { params: { path: { import_id: importId }, query: { limit: 100, ...(state ? { state } : {}) } } },
    PAGES,
  );
  return (
    <>
      <Group className="no-print">
        <NativeSelect label={t("show")} value={state} onChange={(event) => setState(event.currentTarget.value as State | "")}>
          <option value="">{t("all_rows")}</option>
          {STATES.map((one) => <option key={one} value={one}>{t(`row_state.${one}`)}</option>)}
        </NativeSelect>
      </Group>
      <Read from={rows} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_rows")}>
        {(pages) => <ListedRows rows={rowsOf(pages).map((row) => ({ ...row, import_id: importId, version }))} of={rows} />}
      </Read>
    </>
  );
}

function FetchFile({ importId }: { importId: string }) {
  const { t } = useTranslation("lists");
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const fetchIt = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      saveFile(await answer(client.GET("/api/cause-list-imports/{import_id}/content", { params: { path: { import_id: importId } } })));
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="compact-md" variant="default" loading={isBusy} onClick={() => void fetchIt()}>{t("fetch_sent")}</Button>
      {problem && <Trouble problem={problem} />}
    </>
  );
}

function Steps({ plan }: { plan: Outcome }) {
  const { t, i18n } = useTranslation(["lists", "problems"]);
  const { say } = useSaid();
  const warn = useWarnings();
  const because = (code: string, detail: string) => (i18n.exists(code, { ns: "problems" }) ? t(`problems:${code}`) : say(detail));
  return (
    <>
      {plan.steps.length === 0 && <Text>{t("nothing_becomes")}</Text>}
      {plan.awaiting > 0 && <Text c="var(--cmms-warning)">{t("awaiting", { count: plan.awaiting })}</Text>}
      <Rows
        label={t("taken_list")}
        rows={plan.steps}
        keyOf={(step) => `${step.row} ${step.case_id}`}
        columns={[
          { key: "row", title: t("line"), cell: (step) => <span className="number">{step.row ?? "–"}</span> },
          { key: "case", title: t("case"), cell: (step) => <CaseLink id={step.case_id} /> },
          { key: "action", title: t("becomes"), cell: (step) => t(`action.${step.action}`) },
          { key: "at", title: t("time"), cell: (step) => <Instant at={step.starts_at} /> },
          { key: "who", title: t("prosecutor"), cell: (step) => (step.prosecutor_ids.length ? step.prosecutor_ids.map((id) => <div key={id}><PersonName id={id} /></div>) : "–") },
          {
            key: "warnings",
            title: t("obstacle"),
            cell: (step) => (
              <>
                {step.problem && <Text size="sm" c="var(--cmms-urgent)" dir="auto">{because(step.problem.code, step.problem.detail)}</Text>}
                {step.warnings.map((one) => <div key={String(one)}>{warn(String(one))}</div>)}
                {!step.problem && step.warnings.length === 0 && "–"}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
