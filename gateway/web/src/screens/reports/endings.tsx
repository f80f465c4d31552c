/** How cases end: verdicts, grounds of acquittal, appeals, and the witnesses who came and were heard. */
import { Card, SimpleGrid, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { Facts } from "@/parts/Facts";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Bars } from "./Bars";
import { EndedCases } from "./EndedCases";
import { SpanFields, useSpan } from "./span";
import { PrintButton } from "./Taking";

export default function Endings() {
  const { t } = useTranslation(["reports", "fields", "choices"]);
  const { query } = useSpan();
  const { may } = useSession();
  const asked = api.useQuery("get", "/api/performance/endings", { params: { query } });
  return (
    <Page title={t("page.endings")} actions={<PrintButton />}>
      <SpanFields />
      {may("cases.report_small") && <EndedCases />}
      <Title order={2} size="h4" mb="xs">{t("numbers")}</Title>
      <Read from={asked} rows={8}>
        {(view) => (
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Card withBorder><Bars title={t("verdicts")} bars={view.verdicts.map((one) => ({ key: one.verdict, label: t(`choices:${one.verdict}`), value: one.accused }))} /></Card>
            <Card withBorder><Bars title={t("grounds")} bars={view.acquittal_grounds.map((one) => ({ key: one.ground, label: t(`choices:${one.ground}`), value: one.acquittals }))} /></Card>
            <Card withBorder><Title order={3} size="h6">{t("acquittals")}</Title><Facts of={view.acquittals} show={["acquittals", "reported"]} /></Card>
            <Card withBorder><Title order={3} size="h6">{t("witnesses")}</Title><Facts of={view.witnesses} show={["attended", "examined_fact", "examined_formal", "examined_other", "unheard"]} /></Card>
            <Card withBorder className="whole-width">
              <Title order={3} size="h6" mb="xs">{t("appeals")}</Title>
              <Rows
                label={t("appeals")}
                rows={view.appeals}
                keyOf={(row) => row.kind}
                columns={[
                  { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
                  ...(["recommended", "filed", "missed", "allowed", "dismissed"] as const).map((name) => ({ key: name, title: t(`fields:${name}`), cell: (row: Record<string, unknown>) => <span className="number">{String(row[name] ?? "–")}</span> })),
                ]}
              />
            </Card>
          </SimpleGrid>
        )}
      </Read>
    </Page>
  );
}
