/** Roster plans: asked for, solved by a worker, laid beside what stands, and decided on by a person. */
import { Badge, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { MoreRows } from "@/parts/MoreRows";
import { Read } from "@/parts/Read";
import { Day, Instant } from "@/parts/when";

export default function RosterPlans() {
  const { t } = useTranslation(["roster", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/roster-plans", { params: { query: { limit: 20 } } }, { ...PAGES, refetchInterval: 5_000 });
  return (
    <Page
      title={t("title")}
      under={t("help")}
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
                  <Badge color={plan.state === "made" ? "ink" : "gray.8"}>{t(`choices:${plan.state}`)}</Badge>
                  <Badge color="gray.8" variant="outline">{t(`choices:${plan.kind}`)}</Badge>
                  {plan.absent_id && <Text size="sm">{t("absent")}<PersonName id={plan.absent_id} /></Text>}
                  <Text size="sm" c="dimmed"><PersonName id={plan.asked_by} /> · <Instant at={plan.asked_at} /></Text>
                </Group>
              </Card>
            ))}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}
