/** The law's clocks of the case: when each runs out, by which section, and how the date came about. */
import { Badge, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Read } from "@/parts/Read";
import { LawSource, Sentence } from "@/parts/Sentence";
import { Day, today } from "@/parts/when";
import type { PartProps } from ".";
import { Resting } from "./Resting";

type Clock = components["schemas"]["ExplainedClockView"];

function isLate(clock: Clock): boolean {
  return clock.state === "running" && !!clock.due_on && clock.due_on < today();
}

function colourOf(clock: Clock): string {
  if (clock.state === "missed" || isLate(clock)) return "red.9";
  if (clock.state === "running" && clock.due_on && clock.due_on <= today(3)) return "amber.9";
  return clock.state === "running" ? "ink" : "gray.7";
}

export function Clocks({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices"]);
  const asked = api.useQuery("get", "/api/cases/{case_id}/clocks", { params: { path: { case_id: of.id } } });
  const nameOf = (id: string | null) => of.accused.find((one) => one.id === id);
  return (
    <Stack gap="sm">
      <Read from={asked} isEmpty={({ clocks }) => clocks.length === 0} empty={t("no_clocks")}>
        {({ clocks }) => (
          <Stack gap="sm">
            {clocks.map((clock) => {
              const person = nameOf(clock.accused_id);
              return (
                <div key={clock.id}>
                  <Group gap="xs">
                    <Badge color={colourOf(clock)}>{isLate(clock) ? t("late") : t(`choices:${clock.state}`)}</Badge>
                    <Text fw={600} size="sm">
                      <Sentence says={clock.says} urdu={clock.says_ur} />
                    </Text>
                  </Group>
                  <Text size="sm">
                    {t("due")} <Day on={clock.due_on} />
                    {person && <> · {t("accused_number", { number: person.number })} <bdi>{person.initials}</bdi></>}
                    {" · "}
                    <LawSource of={clock.source} />
                  </Text>
                  <details>
                    <summary>{t("how_it_came_about")}</summary>
                    <Text size="sm"><Sentence says={clock.explanation} urdu={clock.explanation_ur} sindhi={clock.explanation_sd} cites={clock.source} /></Text>
                    {clock.to_be_confirmed && <Text size="sm" c="var(--cmms-warning)"><Sentence says={clock.to_be_confirmed} /></Text>}
                  </details>
                </div>
              );
            })}
          </Stack>
        )}
      </Read>
      <Resting of={of} />
      <Group className="no-print">
        <ProcedureButton operation="add_fact" params={{ case_id: of.id }} version={of.version} />
      </Group>
    </Stack>
  );
}
