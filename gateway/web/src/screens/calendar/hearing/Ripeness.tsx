/** Whether what the hearing needs is in hand, check by check, each with its law and the day it is known from. */
import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { Read } from "@/parts/Read";
import { LawSource } from "@/parts/Sentence";
import { Day } from "@/parts/when";

const COLOURS: Record<string, string> = { ready: "var(--cmms-calm)", not_ready: "red.9", unknown: "gray.8" };

export function Ripeness({ id }: { id: string }) {
  const { t } = useTranslation("hearing");
  const asked = api.useQuery("get", "/api/hearings/{hearing_id}/ripeness", { params: { path: { hearing_id: id } } });
  return (
    <Read from={asked} isEmpty={({ checks }) => checks.length === 0} empty={t("no_checks")}>
      {({ checks }) => (
        <Stack gap="xs">
          <Text size="sm" c="dimmed">{t("ripeness_note")}</Text>
          {checks.map((one) => (
            <div key={one.check}>
              <Group gap="xs">
                <Badge color={COLOURS[one.state] ?? "gray.8"}>{t(`state.${one.state}`)}</Badge>
                <Text fw={600} size="sm">{t(`check.${one.check}`)}</Text>
                <Text size="sm" c="dimmed"><LawSource of={one.source} /></Text>
              </Group>
              <Text size="sm">
                {t(`says.${one.reason}`, { ready: one.ready, of: one.of })}
                {one.since_on && <Text span size="sm" c="dimmed"> ({t("since")} <Day on={one.since_on} />)</Text>}
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </Read>
  );
}
