/** Roster plans: asked for, solved by a worker, laid beside what stands, and decided on by a person, hearing by hearing or all at once. */
import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { CourtName, DistrictName, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day, Instant } from "@/parts/when";

type Suggestion = components["schemas"]["SuggestionView"];

export function RosterPlans() {
  const { t } = useTranslation(["calendar", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/roster-plans", { params: { query: { limit: 20 } } }, { ...PAGES, refetchInterval: 5_000 });
  return (
    <Page
      title={t("page.roster")}
      under={t("roster_help")}
      actions={
        <>
          <ProcedureButton operation="ask_for_roster_plan" button={{ variant: "filled" }} />
          <ProcedureButton operation="ask_for_roster_repair" />
        </>
      }
    >
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_plans")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((plan) => (
              <Card key={plan.id} withBorder component="article">
                <Group gap="xs">
                  <Link to={`/calendar/roster/${plan.id}`}><Day on={plan.first_on} /> – <Day on={plan.last_on} /></Link>
                  <Badge>{t(`choices:${plan.state}`)}</Badge>
                  <Badge color="gray.8" variant="outline">{t(`choices:${plan.kind}`)}</Badge>
                  <Text size="sm" c="dimmed"><PersonName id={plan.asked_by} /> · <Instant at={plan.asked_at} /></Text>
                </Group>
              </Card>
            ))}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

export function RosterPlan() {
  const { t } = useTranslation(["calendar", "choices", "fields"]);
  const { planId = "" } = useParams();
  const path = { plan_id: planId };
  const plan = api.useQuery("get", "/api/roster-plans/{plan_id}", { params: { path } }, { refetchInterval: (query) => (query.state.data?.ended_at === null ? 3_000 : false) });
  const asked = api.useInfiniteQuery("get", "/api/roster-plans/{plan_id}/suggestions", { params: { path, query: { limit: 100 } } }, PAGES);
  return (
    <Page title={t("page.roster")} under={plan.data && <><Day on={plan.data.first_on} /> – <Day on={plan.data.last_on} /></>}>
      <Read from={plan}>
        {(view) => (
          <Stack>
            <Group gap="xs">
              <Badge>{t(`choices:${view.state}`)}</Badge>
              <Text size="sm">{t("seed")} <bdi dir="ltr">{view.seed}</bdi></Text>
            </Group>
            <Rows
              label={t("districts")}
              rows={view.parts}
              keyOf={(part) => part.district}
              columns={[
                { key: "district", title: t("fields:district"), cell: (part) => <DistrictName code={part.district} /> },
                { key: "hearings", title: t("hearings"), cell: (part) => <span className="number">{part.hearings}</span> },
                { key: "covered", title: t("covered"), cell: (part) => <span className="number">{part.covered}</span> },
                { key: "how", title: t("how"), cell: (part) => t(part.is_improved ? "improved" : "greedy") },
              ]}
            />
            <Group className="no-print">
              <ProcedureButton operation="accept_roster_plan" params={path} version={view.version} button={{ variant: "filled" }} />
              {view.ended_at === null && <ProcedureButton operation="cancel_roster_plan" params={path} version={view.version} />}
            </Group>
          </Stack>
        )}
      </Read>
      <Title order={2} size="h4">{t("suggestions")}</Title>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_suggestions")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((one) => <One key={one.id} of={one} path={path} version={plan.data?.version} />)}
            {asked.hasNextPage && <Group><Button variant="default" onClick={() => void asked.fetchNextPage()}>{t("common:more_rows")}</Button></Group>}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function One({ of, path, version }: { of: Suggestion; path: { plan_id: string }; version: number | undefined }) {
  const { t } = useTranslation(["calendar", "choices"]);
  return (
    <Card withBorder component="article">
      <Group gap="sm">
        <Text fw={600}><Instant at={of.starts_at} /></Text>
        <CourtName id={of.court_id} />
        <Badge color={of.state === "open" ? "ink" : "gray.8"}>{t(`choices:${of.state}`)}</Badge>
      </Group>
      <Text size="sm">
        {t("stands_now")}: {of.prosecutor_ids.length === 0 ? t("no_prosecutor") : of.prosecutor_ids.map((id) => <span key={id}><PersonName id={id} /> </span>)}
        {" → "}
        <strong>{of.prosecutor_id ? <PersonName id={of.prosecutor_id} /> : t("nobody")}</strong>
      </Text>
      <Text size="sm" dir="auto">{of.reason.sentence}</Text>
      {of.stale_detail && <Text size="sm" c="var(--cmms-warning)" dir="auto">{of.stale_detail}</Text>}
      {of.state === "open" && (
        <ProcedureButton operation="decide_roster_suggestions" params={path} version={version} known={{ decisions: [{ hearing_id: of.id, decision: "accept" }] }} button={{ size: "compact-sm" }} />
      )}
    </Card>
  );
}
