/** What clearing would do, hearing by hearing: where each stands now, where it goes, and what is in the way. */
import { Badge, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CaseLinks, CourtName } from "@/parts/names";
import { obstaclesFirst, Rows, useFirstRows } from "@/parts/Rows";
import { Instant } from "@/parts/when";

export function ClearingSteps({ plan }: { plan: Pick<components["schemas"]["ClearingPlan"], "steps"> }) {
  const { t, i18n } = useTranslation(["clearing", "choices", "fields", "problems"]);
  const words = (code: string) => (i18n.exists(code, { ns: "problems" }) ? t(`problems:${code}`) : t(`choices:${code}`));
  const [steps, more] = useFirstRows(obstaclesFirst(plan.steps));
  if (plan.steps.length === 0) return <Text>{t("nothing_stands")}</Text>;
  return (
    <>
      <Text>{t("touched", { count: plan.steps.length })}</Text>
      <Rows
        label={t("steps")}
        rows={steps}
        more={more}
        keyOf={(step) => step.hearing_id}
        columns={[
          { key: "at", title: t("stands"), cell: (step) => <Link to={`/calendar/hearings/${step.hearing_id}`}><Instant at={step.starts_at} /></Link> },
          { key: "case", title: t("fields:case_id"), cell: (step) => <CaseLinks ids={step.case_ids} /> },
          { key: "court", title: t("court"), cell: (step) => <CourtName id={step.court_id} /> },
          { key: "to", title: t("becomes"), cell: (step) => (step.obstacle ? "–" : step.new_starts_at || step.to_court_id ? <><Instant at={step.new_starts_at ?? step.starts_at} /> · <CourtName id={step.to_court_id ?? step.court_id} /></> : t("vacated")) },
          { key: "obstacle", title: t("obstacle"), cell: (step) => (step.obstacle ? <Badge color="red.9" tt="none" h="auto" style={{ whiteSpace: "normal" }}>{words(step.obstacle)}</Badge> : "–") },
        ]}
      />
    </>
  );
}
