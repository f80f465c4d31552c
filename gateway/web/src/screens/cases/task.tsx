/** One task opened: where it stands, its note, what it came from, and every step of its life. */
import { Card, Group, Stack, Text, Timeline, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { Facts } from "@/parts/Facts";
import { CaseLink, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";
import { TaskCard } from "./TaskCard";

type Step = components["schemas"]["TaskStepView"];

export default function OneTask() {
  const { t } = useTranslation(["task", "choices"]);
  const { caseId = "", taskId = "" } = useParams();
  const asked = api.useQuery("get", "/api/cases/{case_id}/tasks/{task_id}", { params: { path: { case_id: caseId, task_id: taskId } } });
  return (
    <Page title={t("title")} under={<CaseLink id={caseId} />}>
      <Read from={asked}>
        {(task) => (
          <Stack>
            <TaskCard of={task} />
            <Card withBorder>
              {task.note && <Text dir="auto" mb="sm" style={{ whiteSpace: "pre-line" }}>{task.note}</Text>}
              <Facts of={task} show={["source", "checklist", "remind_on", "due_on", "escalate_on", "next_hearing_at", "ended_at"]} />
              {task.clock_id && <Text size="sm" mt="sm"><Link to={`/cases/${caseId}#clocks`}>{t("to_clock")}</Link></Text>}
            </Card>
            <Card withBorder component="section" aria-labelledby="history">
              <Title order={2} size="h4" mb="sm" id="history">{t("history")}</Title>
              <Timeline bulletSize={14} lineWidth={2} active={task.steps.length}>
                {task.steps.map((step) => <OneStep key={step.at + step.step} of={step} />)}
              </Timeline>
            </Card>
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function OneStep({ of }: { of: Step }) {
  const { t } = useTranslation(["task", "choices"]);
  return (
    <Timeline.Item title={t(`step.${of.step}`)}>
      <Text size="sm">
        <Instant at={of.at} /> · {of.by.includes(":") ? t("by_the_system") : <PersonName id={of.by} />}
      </Text>
      {of.to_owner_id && of.to_owner_id !== of.from_owner_id && (
        <Group gap={4}>
          <Text size="sm">{t("to_owner")} <PersonName id={of.to_owner_id} /></Text>
        </Group>
      )}
      {of.why && <Text size="sm" dir="auto">{of.why}</Text>}
    </Timeline.Item>
  );
}
