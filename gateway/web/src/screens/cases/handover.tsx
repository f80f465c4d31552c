/** Handing over all open work of one who leaves or goes on leave: looked at case by case before it is done. */
import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PlanFirst } from "@/forms/PlanFirst";
import { Page } from "@/parts/Page";
import { Handovers } from "./handing/Handovers";
import { Moves, type Plan } from "./handing/Moves";

export default function Handover() {
  const { t } = useTranslation("cases");
  return (
    <Page title={t("handover")} under={t("handover_help")}>
      <PlanFirst<Plan>
        preview="preview_handover"
        act="hand_over"
        // What an earlier one moved comes back from its own card.
        given={{ handover_id: null }}
        // Nothing to hand over is nothing to be done.
        planOf={({ plan, is_possible: isPossible, steps }) => ({ plan, isPossible: isPossible && steps.length > 0 })}
        show={(plan) => <Moves of={plan} />}
      />
      <Title order={2} size="h4">{t("handed_over")}</Title>
      <Handovers />
    </Page>
  );
}
