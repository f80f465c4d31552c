/** Clearing days: a judge on leave, a strike, a curfew, an abolished court. Looked at hearing by hearing before it is done. */
import { Badge, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { PlanFirst } from "@/forms/PlanFirst";
import { CourtName } from "@/parts/names";
import { Facts } from "@/parts/Facts";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";

type Plan = components["schemas"]["ClearingPlan"];

export default function Clearing() {
  const { t } = useTranslation(["calendar", "choices"]);
  const done = api.useInfiniteQuery("get", "/api/clearings", { params: { query: { limit: 20 } } }, PAGES);
  return (
    <Page title={t("page.clearing")} under={t("clearing_help")}>
      <PlanFirst<Plan> preview="preview_wide_clearing" act="clear_days" show={(plan) => <Steps plan={plan} />} />
      <Text fw={700}>{t("cleared_before")}</Text>
      <Read from={done} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none_cleared")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((row) => (
              <Facts key={row.id} of={row} show={["action", "cause", "first_on", "last_on", "districts", "hearings", "asked_by", "reason", "cleared_at"]} />
            ))}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Steps({ plan }: { plan: Plan }) {
  const { t } = useTranslation(["calendar", "choices"]);
  if (plan.steps.length === 0) return <Text>{t("nothing_to_clear")}</Text>;
  return (
    <Rows
      label={t("page.clearing")}
      rows={plan.steps}
      keyOf={(step) => step.hearing_id}
      columns={[
        { key: "at", title: t("time"), cell: (step) => <Instant at={step.starts_at} /> },
        { key: "court", title: t("court"), cell: (step) => <CourtName id={step.court_id} /> },
        { key: "to", title: t("becomes"), cell: (step) => (step.new_starts_at || step.to_court_id ? <><Instant at={step.new_starts_at ?? step.starts_at} /> <CourtName id={step.to_court_id ?? step.court_id} /></> : t("becomes_vacated")) },
        { key: "obstacle", title: t("obstacle"), cell: (step) => (step.obstacle ? <Badge color="red.9">{t(`choices:${step.obstacle}`)}</Badge> : "–") },
      ]}
    />
  );
}
