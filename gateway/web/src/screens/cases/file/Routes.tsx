/** What of a case goes through offices: withdrawals, sanctions, reports of acquittals, appeals, and the retrials that these led to. */
import { Card, Group, List, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { PersonName } from "@/parts/names";
import { Day } from "@/parts/when";
import type { Case } from ".";
import { useMayAct, WhoDecides } from "./Law";

type Trial = components["schemas"]["TrialView"];
interface RoutesProps { of: Case; trial: Trial }
interface PartProps { of: Case; version: number; name: (accused: string) => string }

export function Routes({ of, trial }: RoutesProps) {
  const { t } = useTranslation("file");
  const name = (id: string) => {
    const person = of.accused.find((one) => one.id === id);
    return person ? `${person.number}. ${person.initials}` : "";
  };
  const shared = { of, version: trial.version, name };
  return (
    <>
      {trial.withdrawals.map((one) => <Withdrawal key={one.id} one={one} {...shared} />)}
      {trial.sanctions.map((one) => <Sanction key={one.id} one={one} {...shared} />)}
      {trial.acquittal_reports.map((one) => (
        <Part key={one.id} title={t("acquittal_of", { name: name(one.accused_id) })}>
          <Facts of={one} show={["office", "grounds", "details", "reported_by", "reported_on"]} />
          <WhoDecides power="report_acquittal" />
        </Part>
      ))}
      {trial.appeals.map((one) => <Appeal key={one.id} one={one} {...shared} />)}
      {trial.retrials.map((one) => (
        <Part key={one.id} title={t("retrial_of", { name: name(one.accused_id) })}>
          <Facts of={one} show={["ordered_on", "back_to", "former_outcome", "former_decided_on"]} />
        </Part>
      ))}
    </>
  );
}

function Withdrawal({ of, version, name, one }: PartProps & { one: Trial["withdrawals"][number] }) {
  const { t } = useTranslation("file");
  const mayAct = useMayAct();
  const about = { params: { case_id: of.id, withdrawal_id: one.id }, version };
  return (
    <Part
      title={t("withdrawal_of", { name: name(one.accused_id) })}
      steps={
        <>
          {one.state === "proposed" && mayAct("approve_withdrawal", one.office) && <ProcedureButton operation="decide_withdrawal" {...about} />}
          {one.state === "approved" && <ProcedureButton operation="record_consent" {...about} />}
        </>
      }
    >
      <Facts of={one} show={["state", "office", "routed_by", "reasons", "proposed_by", "proposed_on", "approval_by", "approval_on", "approval_note", "court_on", "effect"]} />
      <WhoDecides power="approve_withdrawal" />
    </Part>
  );
}

function Sanction({ of, version, one }: PartProps & { one: Trial["sanctions"][number] }) {
  const { t } = useTranslation("file");
  const isOpen = one.state === "waiting" || one.state === "deemed_given";
  return (
    <Part title={t("sanction")} steps={isOpen && <ProcedureButton operation="answer_sanction" params={{ case_id: of.id, sanction_id: one.id }} version={version} />}>
      <Facts of={one} show={["state", "authority", "act", "section", "asked_on", "reference", "deemed_after", "received_on", "refused_on", "answer_note"]} />
    </Part>
  );
}

function Appeal({ of, version, name, one }: PartProps & { one: Trial["appeals"][number] }) {
  const { t } = useTranslation(["file", "choices"]);
  const mayAct = useMayAct();
  const about = { params: { case_id: of.id, appeal_id: one.id }, version };
  return (
    <Part
      title={t("appeal_of", { name: name(one.accused_id) })}
      steps={
        <>
          {one.state === "recommended" && mayAct("appeal_acquittal", one.awaits) && <ProcedureButton operation="decide_appeal_step" {...about} />}
          {one.state === "approved" && <ProcedureButton operation="file_appeal" {...about} />}
          {one.state === "filed" && <ProcedureButton operation="record_appeal_result" {...about} />}
        </>
      }
    >
      <Facts of={one} show={["kind", "state", "awaits", "last_day", "days_left", "limit_source", "appeal_number", "filed_on", "delay_reasons", "decided_on"]} />
      <List size="sm" type="ordered">
        {one.steps.map((step, index) => (
          <List.Item key={index}>
            {t(`choices:${step.step}`)} · <Day on={step.taken_on} /> · {/* The court decides; whoever took the step wrote it down. */}
            {step.step !== "decided" && <>{t(`choices:${step.office}`)} · </>}
            <PersonName id={step.taken_by} />
            {step.reasons && <Text size="sm" dir="auto">{step.reasons}</Text>}
          </List.Item>
        ))}
      </List>
      {one.kind === "acquittal" && <WhoDecides power="appeal_acquittal" />}
    </Part>
  );
}

function Part({ title, steps, children }: { title: string; steps?: ReactNode; children: ReactNode }) {
  return (
    <Card withBorder bg="gray.0" component="article">
      <Text fw={600}>{title}</Text>
      <Stack gap="xs">
        {children}
        <Group gap="xs" className="no-print">{steps}</Group>
      </Stack>
    </Card>
  );
}
