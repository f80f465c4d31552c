/** A prosecutor's working week as agreed; of several that cover a day the one recorded last holds. */
import { Card, Group, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource } from "@/parts/Sentence";
import { Day, Instant, today } from "@/parts/when";
import { Week } from "../courts/hours";

export function WorkingWeeks({ prosecutorId }: { prosecutorId: string }) {
  const { t } = useTranslation(["postings", "fields"]);
  const path = { prosecutor_id: prosecutorId };
  const asked = api.useQuery("get", "/api/roster/{prosecutor_id}/working-patterns", { params: { path } });
  const usual = asked.data?.items[0]?.hours.map(({ weekday, starts, ends }) => ({ weekday, starts: starts.slice(0, 5), ends: ends.slice(0, 5) }));
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("weeks")}</Title>
      <Text size="sm" c="dimmed">{t("weeks_help")}</Text>
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_weeks")}>
        {({ items }) => (
          <Rows
            label={t("weeks")}
            rows={items}
            keyOf={(row) => row.id}
            columns={[
              { key: "from", title: t("fields:valid_from"), cell: (row) => <Day on={row.valid_from} /> },
              { key: "to", title: t("fields:valid_to"), cell: (row) => <Day on={row.valid_to} /> },
              { key: "week", title: t("week"), cell: (row) => <Week of={row.hours.map(({ weekday, starts, ends }) => ({ weekday, opens: starts, closes: ends }))} /> },
              { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
              { key: "recorded", title: t("recorded"), cell: (row) => <Instant at={row.recorded_at} /> },
            ]}
          />
        )}
      </Read>
      <Group mt="xs" className="no-print">
        <ProcedureButton operation="set_working_pattern" params={path} known={{ valid_from: today(1), hours: usual }} button={{ size: "compact-sm" }} />
      </Group>
    </Card>
  );
}
