/** What the office itself owes by law, of no single case (the annual report of s.11), and what each checklist asks for. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useSaid } from "@/parts/said";
import { LawSource, Sentence } from "@/parts/Sentence";
import { Due } from "@/parts/when";

type Period = components["schemas"]["OfficePeriodView"];
type Item = components["schemas"]["ChecklistItemRow"];

export default function Office() {
  const { t } = useTranslation("cases");
  const asked = api.useInfiniteQuery("get", "/api/office-periods", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Page title={t("office")} under={t("office_explain")}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_periods")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((period) => <One key={period.id} of={period} />)}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
      <Title order={2} size="h4">{t("checklists")}</Title>
      <Checklists />
    </Page>
  );
}

function One({ of }: { of: Period }) {
  const { t } = useTranslation("choices");
  return (
    <Card withBorder component="article">
      <Group gap="xs">
        <Text fw={600}><Sentence says={of.says} urdu={of.says_ur} /></Text>
        <Badge color="ink" variant="outline">{t(of.state)}</Badge>
        {of.ended_on === null && <Due on={of.due_on} />}
      </Group>
      <Text size="sm" c="dimmed"><LawSource of={of.source} /></Text>
      <Facts of={of} show={["started_on", "due_on", "ended_on", "reference", "recorded_by", "recorded_at"]} />
      {of.ended_on === null && <ProcedureButton operation="complete_office_period" params={{ period_id: of.id }} version={of.version} />}
    </Card>
  );
}

/** Which tasks a checklist makes, for whom, and within how many days. */
function Checklists() {
  const { say } = useSaid();
  const { t } = useTranslation(["cases", "fields", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/checklists", { params: { query: { limit: 200 } } }, PAGES);
  const inLists = (items: Item[]) => {
    const inForce = items.filter(({ valid_to }) => valid_to === null);
    return [...new Set(inForce.map(({ checklist }) => checklist))].map((name) => inForce.filter(({ checklist }) => checklist === name));
  };
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0}>
      {(pages) => inLists(rowsOf(pages)).map((items) => (
        <details key={items[0]!.checklist}>
          <summary><Sentence says={items[0]!.title} /></summary>
          <Rows
            label={say(items[0]!.title)}
            rows={items}
            keyOf={({ number }) => String(number)}
            columns={[
              { key: "says", title: t("what"), cell: (row) => <Sentence says={row.says} /> },
              { key: "held_by", title: t("fields:held_by"), cell: (row) => t(`choices:${row.held_by}`) },
              { key: "days", title: t("fields:days"), cell: (row) => <span className="number">{row.days}</span> },
              { key: "source", title: t("law"), cell: (row) => <LawSource of={row.source} /> },
            ]}
          />
        </details>
      ))}
    </Read>
  );
}
