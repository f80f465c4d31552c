/** Handing over all open work of one who leaves or goes on leave: looked at case by case before it is done. */
import { Badge } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { PlanFirst } from "@/forms/PlanFirst";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Rows } from "@/parts/Rows";

type Plan = components["schemas"]["HandoverPlan"];

export default function Handover() {
  const { t } = useTranslation(["cases", "choices"]);
  return (
    <Page title={t("handover")} under={t("handover_help")}>
      <PlanFirst<Plan>
        preview="preview_handover"
        act="hand_over"
        show={(plan) => (
          <Rows
            label={t("handover")}
            rows={plan.steps}
            keyOf={(step) => `${step.case_id} ${step.role}`}
            columns={[
              { key: "case", title: t("fir"), cell: (step) => <bdi>{step.fir_label}</bdi> },
              { key: "role", title: t("as"), cell: (step) => t(`choices:${step.role}`) },
              { key: "tasks", title: t("all_tasks"), cell: (step) => <span className="number">{step.task_count}</span> },
              { key: "to", title: t("goes_to"), cell: (step) => <PersonName id={step.to_id} /> },
              { key: "obstacle", title: t("obstacle"), cell: (step) => (step.obstacle ? <Badge color="red.9">{t(`choices:${step.obstacle}`)}</Badge> : "–") },
            ]}
          />
        )}
      />
    </Page>
  );
}
