/** One course: enrolling, its lessons read one by one, and the quiz at the end. */
import { Alert, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { Page } from "@/parts/Page";
import { Prose } from "@/parts/Prose";
import { Read } from "@/parts/Read";
import { Trouble } from "@/parts/Trouble";
import { DayOf } from "@/parts/when";
import { certificatePath } from "./certificates";
import { useSay, useTitle } from "./say";
import { StateBadge } from "./states";

type CourseView = components["schemas"]["CourseView"];
type Enrolment = components["schemas"]["EnrolmentView"];

export default function Course() {
  const { t } = useTranslation("learning");
  const { courseId = "" } = useParams();
  const title = useTitle();
  const say = useSay();
  const queries = useQueryClient();
  const path = { course_id: courseId };
  const asked = api.useQuery("get", "/api/courses/{course_id}", { params: { path } });
  const progress = api.useQuery("get", "/api/progress", { params: { query: { limit: 100 } } });
  const mine = progress.data?.items.find((one) => one.course_id === courseId);
  const again = () => void queries.invalidateQueries({ queryKey: ["get", "/api/progress"] });
  const enrol = api.useMutation("post", "/api/courses/{course_id}/enrolments", { onSuccess: again });
  return (
    <Page title={asked.data ? title(asked.data) : t("course")} under={asked.data && <>{t("version_of_course", { number: asked.data.number })} · <DayOf at={asked.data.published_at} /></>}>
      {enrol.error instanceof Problem && <Trouble problem={enrol.error} />}
      <Read from={asked}>
        {(course) => {
          const summary = say(course.summary_en, course.summary_ur);
          return (
            <Stack>
              <Prose text={summary.text} language={summary.language} />
              {mine ? <MyWay of={mine} /> : progress.data && (
                <Group><Button loading={enrol.isPending} onClick={() => enrol.mutate({ params: { path }, body: { account_id: null } })}>{t("enrol")}</Button></Group>
              )}
              <Lessons of={course} mine={mine} onDone={again} />
              {mine && course.question_count > 0 && <Quiz of={course} mine={mine} />}
            </Stack>
          );
        }}
      </Read>
    </Page>
  );
}

function MyWay({ of }: { of: Enrolment }) {
  const { t } = useTranslation("learning");
  const { me } = useSession();
  return (
    <>
      {of.certificate_code && (
        <Alert color="green" variant="light">
          {t("passed_with")} <Link to={certificatePath(of.certificate_code, of.account_id, me.id)}><bdi dir="ltr">{of.certificate_code}</bdi></Link>
        </Alert>
      )}
      <Group gap="xs">
        <StateBadge of={of.state} />
        <Text size="sm">{t("lessons_read", { done: of.lessons_done.length, all: of.lesson_count })}</Text>
        <Link to={`/learning/enrolments/${of.id}`}>{t("my_way")}</Link>
      </Group>
    </>
  );
}

function Lessons({ of, mine, onDone }: { of: CourseView; mine: Enrolment | undefined; onDone: () => void }) {
  const { t } = useTranslation("learning");
  const title = useTitle();
  const [open, setOpen] = useState<string>();
  return of.lessons.map((one, index) => (
    <Card key={one.id} withBorder component="article">
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h5">{index + 1}. <bdi>{title(one)}</bdi></Title>
        <Group gap="xs">
          {mine?.lessons_done.includes(one.id) && <Badge color="#1d5e38">{t("done")}</Badge>}
          <Button size="compact-md" variant="light" onClick={() => setOpen(open === one.id ? undefined : one.id)} aria-expanded={open === one.id} aria-label={t(open === one.id ? "close_lesson" : "read_lesson", { title: title(one) })}>
            {t(open === one.id ? "close" : "read")}
          </Button>
        </Group>
      </Group>
      {open === one.id && <Lesson courseId={of.id} lessonId={one.id} mine={mine} onDone={onDone} />}
    </Card>
  ));
}

function Lesson({ courseId, lessonId, mine, onDone }: { courseId: string; lessonId: string; mine: Enrolment | undefined; onDone: () => void }) {
  const { t } = useTranslation("learning");
  const say = useSay();
  const asked = api.useQuery("get", "/api/courses/{course_id}/lessons/{lesson_id}", { params: { path: { course_id: courseId, lesson_id: lessonId } } });
  const complete = api.useMutation("put", "/api/enrolments/{enrolment_id}/lessons/{lesson_id}", { onSuccess: onDone });
  const isDone = mine?.lessons_done.includes(lessonId);
  return (
    <Read from={asked}>
      {(lesson) => {
        const text = say(lesson.text_en, lesson.text_ur);
        return (
          <Stack mt="sm">
            <Prose text={text.text} language={text.language} />
            {complete.error instanceof Problem && <Trouble problem={complete.error} />}
            {mine && !isDone && (
              <Group>
                <Button size="compact-md" loading={complete.isPending} onClick={() => complete.mutate({ params: { path: { enrolment_id: mine.id, lesson_id: lessonId } }, body: {} })}>{t("mark_done")}</Button>
              </Group>
            )}
          </Stack>
        );
      }}
    </Read>
  );
}

function Quiz({ of, mine }: { of: CourseView; mine: Enrolment }) {
  const { t } = useTranslation("learning");
  const navigate = useNavigate();
  const begin = api.useMutation("post", "/api/enrolments/{enrolment_id}/attempts", { onSuccess: (attempt) => void navigate(`/learning/attempts/${attempt.id}`) });
  const facts = { questions: of.question_count, mark: of.pass_mark, used: mine.attempts_used, allowed: mine.attempts_allowed };
  const mayBegin = mine.state !== "passed" && mine.attempts_used < mine.attempts_allowed;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h5">{t("quiz")}</Title>
      <Text size="sm">{t("quiz_about", facts)}{of.time_limit_minutes && <> · {t("quiz_time", { minutes: of.time_limit_minutes })}</>}</Text>
      {begin.error instanceof Problem && <Trouble problem={begin.error} />}
      <Group mt="xs">
        {mine.open_attempt_id && <Button component={Link} to={`/learning/attempts/${mine.open_attempt_id}`}>{t("go_on_quiz")}</Button>}
        {!mine.open_attempt_id && mayBegin && <Button loading={begin.isPending} onClick={() => begin.mutate({ params: { path: { enrolment_id: mine.id } }, body: {} })}>{t("begin_quiz")}</Button>}
        {!mine.open_attempt_id && mine.state === "failed" && <Text size="sm">{t("attempts_over")}</Text>}
      </Group>
    </Card>
  );
}
