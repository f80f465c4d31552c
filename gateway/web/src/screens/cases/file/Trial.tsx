/** The procedure: where the case stands, which steps may follow, court numbers, joint trial, and what goes through offices. */
import { Badge, Group, Stack, Text, Timeline } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { CourtName, PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";
import { directionOf } from "@/words";
import { OtherCase, type PartProps } from ".";
import { WaysOut } from "./Law";
import { Routes } from "./Routes";

export default function Trial({ of }: PartProps) {
  const { t, i18n } = useTranslation(["file", "choices"]);
  const arrow = directionOf(i18n.language) === "rtl" ? "←" : "→";
  const { may } = useSession();
  const asked = api.useQuery("get", "/api/cases/{case_id}/trial", { params: { path: { case_id: of.id } } });
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
                    {step.to_stage && <> {arrow} {t(`choices:${step.to_stage}`)}</>}
                  </Badge>
                ))}
              </Group>
              <WaysOut steps={trial.next_steps} stage={trial.stage} />
              <Group mt="xs" className="no-print">
                {trial.next_steps.some((step) => step.operation === "take_step" && may(step.permission)) && <ProcedureButton operation="take_step" params={{ case_id: of.id }} {...about} />}
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
            <Routes of={of} trial={trial} />
            <Group className="no-print">
              <ProcedureButton operation="ask_sanction" params={{ case_id: of.id }} {...about} />
            </Group>
          </Stack>
        );
      }}
    </Read>
  );
}
