/** One task: what is to be done, by when, by whom, and what may be done with it. */
import { Badge, Card, Group, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreSteps } from "@/parts/MoreSteps";
import { PersonName } from "@/parts/names";
import { Sentence } from "@/parts/Sentence";
import { Day } from "@/parts/when";

const COLOURS: Record<string, string> = { critically_overdue: "red.9", overdue: "red.8", due_soon: "amber.9", not_due_yet: "gray.7" };

export function TaskCard({ of, withCase = false }: { of: components["schemas"]["TaskRow"]; withCase?: boolean }) {
  const { t } = useTranslation(["file", "choices"]);
  const { me, may } = useSession();
  const about = { params: { case_id: of.case_id, task_id: of.id }, version: of.version };
  const isOpen = of.state === "open";
  // Another's task is theirs: to end it or to give it away is for whoever holds it, and for whoever manages the team.
  const holds = of.owner_id === me.id || may("cases.assign");
  return (
    <Card withBorder padding="sm" component="article">
      <Group gap="xs">
        {of.group && <Badge color={COLOURS[of.group] ?? "gray.7"}>{t(`choices:${of.group}`)}</Badge>}
        {!isOpen && <Badge color="gray.7">{t(`choices:${of.state}`)}</Badge>}
        {of.is_urgent && <Badge color="red.9" variant="outline">{t("urgent")}</Badge>}
        <Text fw={600}><Sentence says={of.says} /></Text>
      </Group>
      <Text size="sm">
        {withCase && (
          <>
            <Link to={`/cases/${of.case_id}`}>
              <bdi>{t("common:fir_label", { number: of.fir_label, station: of.police_station })}</bdi>
            </Link>
            {" · "}
          </>
        )}
        {t("due")} <Day on={of.due_on} /> · {of.owner_id ? <PersonName id={of.owner_id} /> : t(`choices:${of.held_by}`)}
      </Text>
      {of.urgent_why && <Text size="sm"><Sentence says={of.urgent_why} /></Text>}
      {isOpen && (
        <Group gap="xs" mt={4} className="no-print">
          {holds && <ProcedureButton operation="complete_task" {...about} />}
          {of.owner_id === null && <ProcedureButton operation="take_task" {...about} />}
          <MoreSteps>
            {holds && of.owner_id && <ProcedureButton operation="give_back_task" {...about} />}
            {holds && <ProcedureButton operation="reassign_task" {...about} />}
            <ProcedureButton operation="change_task" {...about} known={of} />
            <ProcedureButton operation="cancel_task" {...about} />
          </MoreSteps>
        </Group>
      )}
    </Card>
  );
}
