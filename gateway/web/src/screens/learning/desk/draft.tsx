/** A course's draft: its terms, lessons and questions with the right answers, and what publishing it would change. */
import { Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Page } from "@/parts/Page";
import { Prose } from "@/parts/Prose";
import { Read } from "@/parts/Read";
import { useTitle } from "../say";
import { Published } from ".";
import { Changes } from "./changes";
import { LessonCard, QuestionCard, type Draft } from "./parts";

export default function DraftPage() {
  const { t } = useTranslation("desk");
  const { courseId = "" } = useParams();
  const title = useTitle();
  const asked = api.useQuery("get", "/api/courses/{course_id}/draft", { params: { path: { course_id: courseId } } });
  const draft = asked.data;
  return (
    <Page
      title={draft ? title(draft) : t("draft")}
      under={draft && <Group gap="xs"><bdi dir="ltr">{draft.code}</bdi><Published number={draft.published_number} /></Group>}
      actions={
        draft && (
          <>
            <ProcedureButton operation="change_course" params={{ course_id: courseId }} version={draft.version} known={draft} />
            <Button component={Link} to="preview" size="compact-md" variant="default">{t("preview")}</Button>
          </>
        )
      }
    >
      <Read from={asked}>{(found) => <Whole of={found} />}</Read>
    </Page>
  );
}

function Whole({ of }: { of: Draft }) {
  const { t } = useTranslation("desk");
  const step = { params: { course_id: of.id }, version: of.version };
  return (
    <Stack>
      <Card withBorder component="section" aria-label={t("terms")}>
        <Facts of={of} show={["pass_mark", "time_limit_minutes", "attempts_allowed"]} />
        <Prose text={of.summary_en} language="en" />
        {of.summary_ur ? <Prose text={of.summary_ur} language="ur" /> : <Text size="sm" c="var(--cmms-warning)">{t("no_urdu")}</Text>}
      </Card>
      <Group justify="space-between">
        <Title order={2} size="h4">{t("lessons")}</Title>
        <ProcedureButton operation="add_lesson" {...step} />
      </Group>
      {of.lessons.length === 0 && <Text c="dimmed">{t("no_lessons")}</Text>}
      {of.lessons.map((lesson, index) => <LessonCard key={lesson.id} of={lesson} number={index + 1} draft={of} />)}
      <Group justify="space-between">
        <Title order={2} size="h4">{t("questions")}</Title>
        <ProcedureButton operation="add_question" {...step} known={{ choices: [{ is_right: false }, { is_right: false }] }} />
      </Group>
      {of.questions.length === 0 && <Text c="dimmed">{t("no_questions")}</Text>}
      {of.questions.map((question, index) => <QuestionCard key={question.id} of={question} number={index + 1} draft={of} />)}
      <Changes of={of} />
    </Stack>
  );
}
