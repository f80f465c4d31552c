/** Which of the law's clocks are late or run out within two weeks. */
import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { Read } from "@/parts/Read";
import { LawSource, Sentence } from "@/parts/Sentence";
import { Due, today } from "@/parts/when";
import { Part } from "./Part";

export function Clocks() {
  const { t } = useTranslation("day");
  const asked = api.useQuery("get", "/api/clocks", { params: { query: { due_before: today(14), limit: 12 } } });
  return (
    <Part title={t("clocks")} to="/cases/clocks">
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_clocks")}>
        {({ items }) => (
          <Stack gap="sm">
            {items.map((clock) => (
              <div key={clock.id}>
                <Group gap="xs">
                  <Due on={clock.due_on} />
                  <Link to={`/cases/${clock.case_id}#clocks`}>
                    <bdi>{t("common:fir_label", { number: clock.fir_label, station: clock.police_station })}</bdi>
                  </Link>
                </Group>
                <Text size="sm"><Sentence says={clock.says} urdu={clock.says_ur} /></Text>
                <Text size="xs" c="dimmed">
                  <LawSource of={clock.source} />
                </Text>
              </div>
            ))}
          </Stack>
        )}
      </Read>
    </Part>
  );
}
