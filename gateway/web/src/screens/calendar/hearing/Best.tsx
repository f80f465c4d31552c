/** Who stands in the hearing, and on asking, who could: in the order of the roster's own rules, each with its reason. */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import type { PartProps } from ".";
import { useReasonWords } from "../reasons";
import { aboutHearing } from "./about";

export function Best({ of }: PartProps) {
  const { t } = useTranslation("hearing");
  const [isAsked, setAsked] = useState(false);
  const isOpen = of.status === "scheduled" || of.status === "provisional";
  return (
    <Stack gap="xs">
      {of.prosecutor_ids.length === 0 && <Text c={isOpen ? "var(--cmms-urgent)" : "dimmed"}>{t("no_prosecutor")}</Text>}
      <Group gap="xs">{of.prosecutor_ids.map((id) => <Text key={id} fw={600}><PersonName id={id} /></Text>)}</Group>
      {isOpen && !isAsked && (
        <Group className="no-print"><Button size="compact-md" variant="default" onClick={() => setAsked(true)}>{t("suggest")}</Button></Group>
      )}
      {isOpen && isAsked && <Suggested of={of} />}
    </Stack>
  );
}

function Suggested({ of }: PartProps) {
  const { t } = useTranslation("hearing");
  const say = useReasonWords();
  const asked = api.useQuery("get", "/api/hearings/{hearing_id}/suggested-prosecutors", {
    params: { path: { hearing_id: of.id }, query: { limit: 10 } },
  });
  return (
    <Read from={asked}>
      {({ items, barred, people }) => (
        <Stack gap="xs">
          {items.length === 0 ? <Text c="dimmed">{t("nobody_suggested")}</Text> : (
            <Rows
              label={t("suggested")}
              rows={items}
              keyOf={(one) => one.prosecutor_id}
              columns={[
                { key: "who", title: t("part.prosecutors"), cell: (one) => <PersonName id={one.prosecutor_id} /> },
                { key: "why", title: t("why"), cell: (one) => <Why reason={say(one.reason)} of={one} /> },
                { key: "load", title: t("load"), cell: (one) => <span className="number">{t("load_change", { before: one.load_without, after: one.load_with })}</span> },
                {
                  key: "steps",
                  title: t("steps"),
                  cell: (one) => one.stands ? t("stands") : (
                    <ProcedureButton
                      operation="move_hearing"
                      {...aboutHearing(of)}
                      known={{ prosecutor_ids: [one.prosecutor_id] }}
                      label={t("take")}
                      button={{ size: "compact-sm" }}
                    />
                  ),
                },
              ]}
            />
          )}
          <Text size="sm" c="dimmed">{t("barred", { people, ...barred })}</Text>
          <Text size="sm" c="dimmed">{t("load_note")} {t("seed_note")}</Text>
        </Stack>
      )}
    </Read>
  );
}

function Why({ reason, of }: { reason: string; of: { knows_case: boolean; avoids: boolean } }) {
  const { t } = useTranslation("hearing");
  return (
    <>
      {reason}{" "}
      {of.knows_case && <Badge color="var(--cmms-calm)" variant="outline">{t("knows_case")}</Badge>}{" "}
      {of.avoids && <Badge color="amber.9">{t("avoids")}</Badge>}
    </>
  );
}
