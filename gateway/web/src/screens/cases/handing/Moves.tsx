/** What a handing over would move, case by case, and what stands in the way. */
import { Badge, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { CaseLink, PersonName } from "@/parts/names";
import { obstaclesFirst, Rows, useFirstRows } from "@/parts/Rows";

export type Plan = components["schemas"]["HandoverPlan"];

export function Moves({ of }: { of: Plan }) {
  const { t } = useTranslation(["cases", "choices", "fields"]);
  const [steps, more] = useFirstRows(obstaclesFirst(of.steps));
  return (
    <>
      {!of.covers_everything && <Text size="sm" c="var(--cmms-warning)">{t("handover_not_all")}</Text>}
      {of.steps.length === 0 ? <Text>{t("handover_nothing")}</Text> : (
        <Rows
          label={t("handover")}
          rows={steps}
          more={more}
          keyOf={(step) => `${step.case_id} ${step.role}`}
          columns={[
            { key: "case", title: t("fields:case_id"), cell: (step) => <CaseLink id={step.case_id} /> },
            { key: "role", title: t("as"), cell: (step) => (step.role ? t(`choices:${step.role}`) : "–") },
            { key: "tasks", title: t("all_tasks"), cell: (step) => <span className="number">{step.task_count}</span> },
            { key: "to", title: t("goes_to"), cell: (step) => <PersonName id={step.to_id} /> },
            { key: "obstacle", title: t("obstacle"), cell: (step) => (step.obstacle ? <Badge color="red.9">{t(`choices:${step.obstacle}`)}</Badge> : "–") },
          ]}
        />
      )}
    </>
  );
}
