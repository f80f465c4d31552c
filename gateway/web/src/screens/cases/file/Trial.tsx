/** The procedure: where the case stands, which steps may follow, court numbers, joint trial, and what goes through offices. */
import { Badge, Card, Group, Stack, Text, Timeline } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { CourtName, PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";
import { OtherCase, type PartProps } from ".";
import { useMayAct, WaysOut, WhoDecides } from "./Law";

export default function Trial({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices"]);
  const asked = api.useQuery("get", "/api/cases/{case_id}/trial", { params: { path: { case_id: of.id } } });
  const mayAct = useMayAct();
  const name = (id: string) => {
    const person = of.accused.find((one) => one.id === id);
    return person ? `${person.number}. ${person.initials}` : "";
  };
  return (
    <Read from={asked}>
      {(trial) => {
        const about = { version: trial.version };
        return (
          <Stack gap="md">
            <div>
              <Text fw={600} size="sm">{t("next_steps")}</Text>
              <Group gap="xs">
                {trial.next_steps.map((step) => (
                  <Badge key={`${step.step} ${step.to_stage} ${step.kinds.join()}`} color="ink" variant="outline">
                    {t(`choices:${step.step}`)}
                    {step.to_stage && <> → {t(`choices:${step.to_stage}`)}</>}
                  </Badge>
                ))}
              </Group>
              <WaysOut steps={trial.next_steps} stage={trial.stage} />
              <Group mt="xs" className="no-print">
                <ProcedureButton operation="take_step" params={{ case_id: of.id }} {...about} />
              </Group>
            </div>
            {trial.stages.length > 0 && (
              <Timeline bulletSize={14} lineWidth={2} active={trial.stages.length}>
                {trial.stages.map((change, index) => (
                  <Timeline.Item key={index} title={t(`choices:${change.to_stage}`)}>
                    <Text size="sm">
                      {t(`choices:${change.step}`)} · <Day on={change.taken_on} /> · <PersonName id={change.taken_by} />
                    </Text>
                    {change.note && <Text size="sm" dir="auto">{change.note}</Text>}
                  </Timeline.Item>
                ))}
              </Timeline>
            )}
            {trial.numbers.length > 0 && (
              <div>
                <Text fw={600} size="sm">{t("numbers")}</Text>
                {trial.numbers.map((one, index) => (
                  <Text key={index} size="sm">
                    <bdi dir="ltr">{one.number}</bdi> · <CourtName id={one.court_id} /> · <Day on={one.since_on} />
                    {one.until_on && <> – <Day on={one.until_on} /></>}
                  </Text>
                ))}
              </div>
            )}
            <div>
              <Text fw={600} size="sm">{t("joint_trial")}</Text>
              {trial.joint_trial.length === 0 && <Text size="sm" c="dimmed">{t("tried_alone")}</Text>}
              {trial.joint_trial.map((one, index) => (
                <Text key={index} size="sm">
                  <OtherCase id={one.case_id} label={one.fir_label} /> <bdi dir="ltr">{one.court_case_number}</bdi>
                  {one.is_leading && <> · {t("leading")}</>}
                </Text>
              ))}
              <Group gap="xs" mt={4} className="no-print">
                <ProcedureButton operation="join_trial" params={{ case_id: of.id }} {...about} />
                {trial.joint_trial.length > 0 && <ProcedureButton operation="part_trial" params={{ case_id: of.id }} {...about} />}
              </Group>
            </div>
            {trial.withdrawals.map((one) => (
              <Part key={one.id} title={t("withdrawal_of", { name: name(one.accused_id) })}>
                <Facts of={one} show={["state", "office", "routed_by", "reasons", "proposed_by", "proposed_on", "approval_by", "approval_on", "approval_note", "court_on", "effect"]} />
                <WhoDecides power="approve_withdrawal" />
                {one.state === "proposed" && mayAct("approve_withdrawal", one.office) && <ProcedureButton operation="decide_withdrawal" params={{ case_id: of.id, withdrawal_id: one.id }} {...about} />}
                {one.state === "approved" && <ProcedureButton operation="record_consent" params={{ case_id: of.id, withdrawal_id: one.id }} {...about} />}
              </Part>
            ))}
            {trial.sanctions.map((one) => (
              <Part key={one.id} title={t("sanction")}>
                <Facts of={one} show={["state", "authority", "act", "section", "asked_on", "reference", "deemed_after", "received_on", "refused_on", "answer_note"]} />
                {(one.state === "waiting" || one.state === "deemed_given") && <ProcedureButton operation="answer_sanction" params={{ case_id: of.id, sanction_id: one.id }} {...about} />}
              </Part>
            ))}
            {trial.acquittal_reports.map((one) => (
              <Part key={one.id} title={t("acquittal_of", { name: name(one.accused_id) })}>
                <Facts of={one} show={["office", "grounds", "details", "reported_by", "reported_on"]} />
                <WhoDecides power="report_acquittal" />
              </Part>
            ))}
            {trial.appeals.map((one) => (
              <Part key={one.id} title={t("appeal_of", { name: name(one.accused_id) })}>
                <Facts of={one} show={["kind", "state", "awaits", "last_day", "days_left", "limit_source", "appeal_number", "filed_on", "delay_reasons", "decided_on"]} />
                {one.steps.map((step, index) => (
                  <Facts key={index} of={step} show={["step", "office", "taken_by", "taken_on", "reasons"]} />
                ))}
                {one.kind === "acquittal" && <WhoDecides power="appeal_acquittal" />}
                {one.state === "recommended" && mayAct("appeal_acquittal", one.awaits) && <ProcedureButton operation="decide_appeal_step" params={{ case_id: of.id, appeal_id: one.id }} {...about} />}
                {one.state === "approved" && <ProcedureButton operation="file_appeal" params={{ case_id: of.id, appeal_id: one.id }} {...about} />}
                {one.state === "filed" && <ProcedureButton operation="record_appeal_result" params={{ case_id: of.id, appeal_id: one.id }} {...about} />}
              </Part>
            ))}
            <Group className="no-print">
              <ProcedureButton operation="ask_sanction" params={{ case_id: of.id }} {...about} />
            </Group>
          </Stack>
        );
      }}
    </Read>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card withBorder bg="gray.0" component="article">
      <Text fw={600}>{title}</Text>
      <Stack gap="xs" align="flex-start">{children}</Stack>
    </Card>
  );
}
