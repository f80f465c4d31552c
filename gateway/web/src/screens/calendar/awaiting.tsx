/** Hearings that wait for their date: a court's, or all; fixed when the court gives the day, taken back when none is needed. */
import { Badge, Button, Card, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { ProcedureForm } from "@/forms/ProcedureForm";
import { Facts } from "@/parts/Facts";
import { CaseLink, CourtName, PersonName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day, Instant } from "@/parts/when";
import { CourtSelect } from "./CourtSelect";

type Awaiting = components["schemas"]["UnscheduledHearingView"];
const STATES = ["waiting", "scheduled", "withdrawn"] as const;

function aboutAwaiting(of: Awaiting) {
  return {
    params: { unscheduled_id: of.id, case_id: of.case_id, court_id: of.court_id, minutes: String(of.minutes), prosecutor_id: of.prosecutor_ids[0] ?? "", not_before: of.not_before ?? "" },
    version: of.version,
  };
}

export function AwaitingList() {
  const { t } = useTranslation(["awaiting", "choices"]);
  const [query, setQuery] = useSearchParams();
  const title = useCodes();
  const status = STATES.find((one) => one === query.get("state")) ?? "waiting";
  const court = query.get("court") ?? "";
  const asked = api.useInfiniteQuery("get", "/api/unscheduled-hearings", { params: { query: { limit: 50, status, ...(court ? { court_id: court } : {}) } } }, PAGES);
  const change = (name: string, value: string) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      value ? after.set(name, value) : after.delete(name);
      return after;
    }, { replace: true });
  return (
    <Page title={t("title")} under={t("help")} actions={<ProcedureButton operation="ask_for_hearing" button={{ variant: "filled" }} />}>
      <Group align="flex-end" className="no-print">
        <NativeSelect label={t("state")} value={status} onChange={(event) => change("state", event.currentTarget.value)}>
          {STATES.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
        </NativeSelect>
        <CourtSelect label={t("court")} nothing={t("all_courts")} value={court} onChange={(value) => change("court", value)} />
      </Group>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none")}>
        {(pages) => (
          <Rows
            label={t("title")}
            rows={rowsOf(pages)}
            keyOf={(one) => one.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "case", title: t("case"), cell: (one) => <><CaseLink id={one.case_id} />{one.joined_case_ids.length > 0 && <Badge ms={6} color="gray.8" variant="outline">+{one.joined_case_ids.length}</Badge>}</> },
              { key: "purpose", title: t("purpose"), cell: (one) => <Link to={`/calendar/awaiting/${one.id}`}>{title("purpose", one.purpose)}</Link> },
              { key: "court", title: t("court"), cell: (one) => <CourtName id={one.court_id} /> },
              { key: "between", title: t("between"), cell: (one) => <Between of={one} /> },
              { key: "asked", title: t("asked"), cell: (one) => <Instant at={one.recorded_at} /> },
              { key: "steps", title: t("steps"), cell: (one) => <Steps of={one} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}

function Between({ of }: { of: Awaiting }) {
  const { t } = useTranslation("awaiting");
  if (!of.not_before && !of.not_after) return <>{t("any_day")}</>;
  return <><Day on={of.not_before} /> – <Day on={of.not_after} /></>;
}

function Steps({ of }: { of: Awaiting }) {
  if (of.status !== "waiting") return null;
  return (
    <Group gap={4} className="no-print">
      <ProcedureButton operation="fix_hearing" {...aboutAwaiting(of)} known={{ minutes: of.minutes, prosecutor_ids: of.prosecutor_ids }} button={{ size: "compact-sm" }} />
      <ProcedureButton operation="withdraw_unscheduled_hearing" {...aboutAwaiting(of)} button={{ size: "compact-sm", variant: "default" }} />
    </Group>
  );
}

export function AwaitingOne() {
  const { t } = useTranslation(["awaiting", "choices", "procedures", "hearing"]);
  const { unscheduledId = "" } = useParams();
  const title = useCodes();
  const mayDo = useMayDo();
  const [fixed, setFixed] = useState<string>();
  const asked = api.useQuery("get", "/api/unscheduled-hearings/{unscheduled_id}", { params: { path: { unscheduled_id: unscheduledId } } });
  const found = asked.data;
  return (
    <Page title={found ? `${t("one")}: ${title("purpose", found.purpose)}` : t("one")} under={<Link to="/calendar/awaiting">{t("see_all")}</Link>}>
      <Read from={asked}>
        {(view) => (
          <Stack>
            <Card withBorder>
              <Group gap="xs" mb="xs">
                <CaseLink id={view.case_id} />
                <CourtName id={view.court_id} />
                <Badge color={view.status === "waiting" ? "amber.9" : "gray.8"}>{t(`choices:${view.status}`)}</Badge>
              </Group>
              <Text size="sm">{t("minutes", { count: view.minutes })} · {t("between")}: <Between of={view} /></Text>
              {view.prosecutor_ids.length > 0 && <Text size="sm">{t("prosecutors")}: {view.prosecutor_ids.map((id) => <span key={id}><PersonName id={id} /> </span>)}</Text>}
              <Facts of={view} show={["purpose_as_written", "asked_by", "reason", "recorded_at"]} />
              {view.previous_hearing_id && <Text size="sm"><Link to={`/calendar/hearings/${view.previous_hearing_id}`}>{t("came_from")}</Link></Text>}
              {view.status === "waiting" && <Group mt="xs"><ProcedureButton operation="withdraw_unscheduled_hearing" {...aboutAwaiting(view)} button={{ variant: "default" }} /></Group>}
            </Card>
            {view.status === "waiting" && mayDo("fix_hearing") && (
              <Card withBorder component="section" aria-label={t("procedures:fix_hearing.title")}>
                <Title order={2} size="h4" mb="xs">{t("procedures:fix_hearing.title")}</Title>
                <ProcedureForm
                  operation="fix_hearing"
                  {...aboutAwaiting(view)}
                  known={{ minutes: view.minutes, prosecutor_ids: view.prosecutor_ids }}
                  onDone={(made) => setFixed((made as { id?: string } | undefined)?.id)}
                />
              </Card>
            )}
            {fixed && <Button component={Link} to={`/calendar/hearings/${fixed}`} style={{ alignSelf: "start" }}>{t("hearing:open_hearing")}</Button>}
          </Stack>
        )}
      </Read>
    </Page>
  );
}
