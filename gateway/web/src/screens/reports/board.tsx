/** The supervisor's board: how old what is pending is, what was missed, what was adjourned, who carries how much. */
import { Card, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { LawSource } from "@/parts/Sentence";
import { Bars } from "./Bars";
import { SpanFields, useSpan } from "./span";
import { Taking } from "./Taking";

const AGES = ["under_3_months", "months_3_to_6", "months_6_to_12", "years_1_to_2", "over_2_years"] as const;
const FIGURES = ["opening", "instituted", "received", "decided", "transferred", "closing"] as const;

export function Board() {
  const { t } = useTranslation(["reports", "fields", "choices"]);
  const { query } = useSpan();
  const figures = api.useQuery("get", "/api/performance/figures", { params: { query: { ...query, by: "district" } } });
  const people = api.useQuery("get", "/api/performance", { params: { query: { from: query.from, to: query.to, ...(query.district ? { district: query.district } : {}) } } });
  const delays = api.useQuery("get", "/api/performance/delays", { params: { query } });
  const missed = api.useQuery("get", "/api/clocks", { params: { query: { state: "missed", limit: 10 } } });
  return (
    <Page title={t("page.board")} actions={<Taking kind="figures" asked={{ ...query, by: "district" }} />}>
      <SpanFields />
      <SimpleGrid cols={{ base: 1, lg: 2 }}>
        <Card withBorder component="section">
          <Read from={figures}>
            {({ total }) => (
              <>
                <Bars title={t("flow")} bars={FIGURES.map((name) => ({ key: name, label: t(`fields:${name}`), value: total[name] }))} />
                <Text size="sm" mt="xs" c={total.unexplained ? "var(--cmms-urgent)" : "dimmed"}>
                  {t(`reconciles.${total.unexplained === null ? "hidden" : total.unexplained === 0 ? "yes" : "no"}`, { number: total.unexplained })}
                </Text>
              </>
            )}
          </Read>
        </Card>
        <Card withBorder component="section">
          <Read from={figures}>
            {({ total }) => <Bars title={t("pending_by_age")} bars={AGES.map((name) => ({ key: name, label: t(`ages.${name}`), value: total.pending_by_age[name], ...(name.startsWith("over") ? { colour: "#a61e1e" } : {}) }))} />}
          </Read>
        </Card>
        <Card withBorder component="section">
          <Title order={2} size="h5">{t("missed")}</Title>
          <Read from={missed} isEmpty={({ items }) => items.length === 0} empty={t("none_missed")}>
            {({ items }) => items.map((clock) => (
              <Text key={clock.id} size="sm">
                <Link to={`/cases/${clock.case_id}#clocks`}><bdi>{t("common:fir_label", { number: clock.fir_label, station: clock.police_station })}</bdi></Link>
                {" · "}<LawSource of={clock.source} />
              </Text>
            ))}
          </Read>
        </Card>
        <Card withBorder component="section">
          <Read from={delays}>
            {({ adjournments }) => {
              const by = new Map<string, number>();
              for (const one of adjournments) by.set(one.asked_by, (by.get(one.asked_by) ?? 0) + (one.times ?? 0));
              return <Bars title={t("adjournments")} bars={[...by].map(([who, times]) => ({ key: who, label: t(`choices:${who}`), value: times }))} />;
            }}
          </Read>
        </Card>
        <Card withBorder component="section">
          <Read from={people}>
            {({ prosecutors }) => <Bars title={t("load")} bars={prosecutors.map((one) => ({ key: one.prosecutor_id, label: <PersonName id={one.prosecutor_id} />, value: one.pending_at_end }))} />}
          </Read>
        </Card>
      </SimpleGrid>
    </Page>
  );
}
