/** Delays: adjournments by who asked and why, time limits kept and missed, custody, defects, resubmission. */
import { Card, SimpleGrid, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { Facts } from "@/parts/Facts";
import { DefectName, RuleName } from "@/parts/law";
import { useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Bars } from "./Bars";
import { DelayedCases } from "./DelayedCases";
import { SpanFields, useSpan } from "./span";
import { PrintButton } from "./Taking";

export default function Delays() {
  const { t } = useTranslation(["reports", "fields", "choices"]);
  const { query } = useSpan();
  const title = useCodes();
  const { may } = useSession();
  const asked = api.useQuery("get", "/api/performance/delays", { params: { query } });
  return (
    <Page title={t("page.delays")} actions={<PrintButton />}>
      <SpanFields />
      {may("cases.report_small") && <DelayedCases />}
      <Title order={2} size="h4" mb="xs">{t("numbers")}</Title>
      <Read from={asked} rows={8}>
        {(view) => (
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Card withBorder><Bars title={t("adjournments")} bars={view.adjournments.map((one) => ({ key: `${one.cause} ${one.asked_by}`, label: <>{title("cause", one.cause)} · {t(`choices:${one.asked_by}`)}</>, value: one.times }))} /></Card>
            <Card withBorder><Bars title={t("adjourned_often")} bars={view.adjourned_more_than_twice.map((one) => ({ key: one.asked_by, label: t(`choices:${one.asked_by}`), value: one.cases }))} /></Card>
            <Card withBorder><Bars title={t("defects")} bars={view.defects.map((one) => ({ key: one.code, label: <DefectName code={one.code} />, value: one.times }))} /></Card>
            <Card withBorder><Title order={3} size="h6">{t("custody")}</Title><Facts of={view.custody} show={["under_trial_in_custody", "over_6_months", "over_1_year", "over_2_years"]} /></Card>
            <Card withBorder><Title order={3} size="h6">{t("resubmission")}</Title><Facts of={view.resubmission} show={["returned", "came_again", "days_mean", "days_most"]} /></Card>
            <Card withBorder className="whole-width">
              <Title order={3} size="h6" mb="xs">{t("limits")}</Title>
              <Rows
                label={t("limits")}
                rows={view.periods}
                keyOf={(row) => row.rule_id}
                columns={[
                  { key: "rule", title: t("law"), cell: (row) => <RuleName id={row.rule_id} /> },
                  { key: "kept", title: t("fields:kept"), cell: (row) => <span className="number">{row.kept}</span> },
                  { key: "late", title: t("fields:late"), cell: (row) => <span className="number">{row.late}</span> },
                  { key: "overdue", title: t("fields:overdue"), cell: (row) => <span className="number">{row.overdue}</span> },
                ]}
              />
            </Card>
          </SimpleGrid>
        )}
      </Read>
    </Page>
  );
}
