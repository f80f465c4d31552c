/** Days that follow the moon: tentative until it is seen, then declared together, with what becomes of the hearings on them. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { PlanFirst } from "@/forms/PlanFirst";
import { useArrival } from "@/parts/arrival";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { LawSource, Sentence } from "@/parts/Sentence";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { Day, today, useWhen } from "@/parts/when";
import { ClearingSteps } from "@/screens/calendar/clearing/Steps";

type Holiday = components["schemas"]["HolidayView"];
type Answer = components["schemas"]["OccasionAnswer"];

export default function Occasions() {
  const { t } = useTranslation("courts");
  const asked = api.useInfiniteQuery("get", "/api/holidays", { params: { query: { from: today(-10), to: today(350), limit: 200, everywhere: true } } }, PAGES);
  useArrival(!!asked.data);
  return (
    <Page title={t("occasions")} under={t("occasions_help")}>
      <Read from={asked} rows={6} isEmpty={(pages) => byOccasion(rowsOf(pages)).length === 0} empty={t("no_occasions")}>
        {(pages) => <Stack>{byOccasion(rowsOf(pages)).map(([occasion, days]) => <One key={occasion} occasion={occasion} days={days} />)}</Stack>}
      </Read>
    </Page>
  );
}

function byOccasion(rows: Holiday[]): [string, Holiday[]][] {
  const found = new Map<string, Holiday[]>();
  for (const row of rows) if (row.occasion) found.set(row.occasion, [...(found.get(row.occasion) ?? []), row]);
  return [...found];
}

function One({ occasion, days }: { occasion: string; days: Holiday[] }) {
  const { t } = useTranslation("courts");
  const [isOpen, setOpen] = useState(false);
  const { note, onDone } = useInTheWay();
  const [first] = days;
  const isTentative = days.some((one) => one.is_tentative);
  return (
    <Card withBorder component="article" id={occasion}>
      <Group gap="xs">
        <Title order={2} size="h5"><Sentence says={first?.name_en} urdu={first?.name_ur} /></Title>
        <Badge color={isTentative ? "amber.9" : "ink"} variant="outline">{t(isTentative ? "awaiting_moon" : "declared")}</Badge>
      </Group>
      <Text size="sm">{days.map((one, index) => <span key={one.id}>{index > 0 && " · "}<Day on={one.day} /></span>)}</Text>
      <Text size="sm" c="dimmed" component="div"><LawSource of={first?.source} /></Text>
      {note}
      <details className="no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t(isTentative ? "declare_days" : "declare_anew")}</summary>
        {isOpen && (
          <PlanFirst<Answer>
            preview="preview_occasion"
            act="declare_occasion"
            params={{ occasion }}
            known={{ days: days.map((one) => one.day) }}
            planOf={(answer) => ({ plan: answer.clearing?.plan, isPossible: answer.clearing?.is_possible ?? true })}
            show={(answer) => <Changes of={answer} />}
            onDone={onDone}
          />
        )}
      </details>
    </Card>
  );
}

function Changes({ of }: { of: Answer }) {
  const { t } = useTranslation("courts");
  const { day } = useWhen();
  const said = (["closed", "reopened", "dropped"] as const).filter((kind) => of[kind].length > 0);
  return (
    <Stack gap="xs">
      {said.length === 0 && <Text>{t("days_unchanged")}</Text>}
      {said.map((kind) => <Text key={kind}>{t(`days_${kind}`)}: <bdi>{of[kind].map(day).join(" · ")}</bdi></Text>)}
      <Text>{t("hearings_on_days", { count: of.hearings_in_the_way.length })}</Text>
      {of.clearing && of.clearing.steps.length > 0 && <ClearingSteps plan={of.clearing} />}
    </Stack>
  );
}
