/** One course: enrolling, its lessons read one by one, and the quiz at the end. */
import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Trouble } from "@/parts/Trouble";
import { useTitle } from ".";

export default function Course() {
  const { t, i18n } = useTranslation(["learning", "choices"]);
  const { courseId = "" } = useParams();
  const title = useTitle();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [lesson, setLesson] = useState<string>();
  const asked = api.useQuery("get", "/api/courses/{course_id}", { params: { path: { course_id: courseId } } });
  const progress = api.useQuery("get", "/api/progress", { params: { query: { limit: 100 } } });
  const mine = progress.data?.items.find((one) => one.course_id === courseId);
  const again = () => void queries.invalidateQueries({ queryKey: ["get", "/api/progress"] });
  const enrol = api.useMutation("post", "/api/courses/{course_id}/enrolments", { onSuccess: again });
  const begin = api.useMutation("post", "/api/enrolments/{enrolment_id}/attempts", { onSuccess: (attempt) => void navigate(`/learning/attempts/${attempt.id}`) });
  const wrong = enrol.error ?? begin.error;
  return (
    <Page title={asked.data ? title(asked.data) : t("course")}>
      {wrong instanceof Problem && <Trouble problem={wrong} />}
      <Read from={asked}>
        {(course) => (
          <Stack>
            <Text dir="auto">{(i18n.language !== "en" && course.summary_ur) || course.summary_en}</Text>
            {!mine && <Group><Button loading={enrol.isPending} onClick={() => enrol.mutate({ params: { path: { course_id: courseId } }, body: {} as never })}>{t("enrol")}</Button></Group>}
            {mine?.certificate_code && <Alert color="green" variant="light">{t("passed_with")} <bdi dir="ltr">{mine.certificate_code}</bdi></Alert>}
            {course.lessons.map((one, index) => (
              <Card key={one.id} withBorder component="article">
                <Group justify="space-between">
                  <Title order={2} size="h5">{index + 1}. {title(one)}</Title>
                  <Group gap="xs">
                    {mine?.lessons_done.includes(one.id) && <Text size="sm" c="var(--cmms-calm)">{t("done")}</Text>}
                    <Button size="compact-sm" variant="light" disabled={!mine} onClick={() => setLesson(lesson === one.id ? undefined : one.id)} aria-expanded={lesson === one.id}>{t("read")}</Button>
                  </Group>
                </Group>
                {lesson === one.id && mine && <Lesson courseId={courseId} lessonId={one.id} enrolmentId={mine.id} onDone={again} />}
              </Card>
            ))}
            {mine && course.question_count > 0 && (
              <Group>
                {mine.open_attempt_id
                  ? <Button onClick={() => void navigate(`/learning/attempts/${mine.open_attempt_id}`)}>{t("go_on_quiz")}</Button>
                  : <Button loading={begin.isPending} onClick={() => begin.mutate({ params: { path: { enrolment_id: mine.id } }, body: {} as never })}>{t("begin_quiz")}</Button>}
                <Text size="sm" c="dimmed">{t("quiz_about", { questions: course.question_count, mark: course.pass_mark, used: mine.attempts_used, allowed: mine.attempts_allowed })}</Text>
              </Group>
            )}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Lesson({ courseId, lessonId, enrolmentId, onDone }: { courseId: string; lessonId: string; enrolmentId: string; onDone: () => void }) {
  const { t, i18n } = useTranslation("learning");
  const asked = api.useQuery("get", "/api/courses/{course_id}/lessons/{lesson_id}", { params: { path: { course_id: courseId, lesson_id: lessonId } } });
  const complete = api.useMutation("put", "/api/enrolments/{enrolment_id}/lessons/{lesson_id}", { onSuccess: onDone });
  return (
    <Read from={asked}>
      {(lesson) => (
        <Stack mt="sm">
          <Text dir="auto" style={{ whiteSpace: "pre-line" }}>{(i18n.language !== "en" && lesson.text_ur) || lesson.text_en}</Text>
          <Group>
            <Button size="compact-md" loading={complete.isPending} onClick={() => complete.mutate({ params: { path: { enrolment_id: enrolmentId, lesson_id: lessonId } }, body: {} as never })}>{t("mark_done")}</Button>
          </Group>
        </Stack>
      )}
    </Read>
  );
}
