/** The draft as a learner would see it; what is chosen here is tried only. */
import { Alert, Card, Stack, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Prose } from "@/parts/Prose";
import { Read } from "@/parts/Read";
import { Question } from "../Question";
import { useSay, useTitle } from "../say";

export default function Preview() {
  const { t } = useTranslation("desk");
  const { courseId = "" } = useParams();
  const title = useTitle();
  const say = useSay();
  const [chosen, setChosen] = useState<Record<string, string[]>>({});
  const asked = api.useQuery("get", "/api/courses/{course_id}/draft", { params: { path: { course_id: courseId } } });
  return (
    <Page title={asked.data ? title(asked.data) : t("preview")} under={<Link to={`/learning/desk/${courseId}`}>{t("back")}</Link>}>
      <Alert color="ink" variant="light">{t("preview_about")}</Alert>
      <Read from={asked}>
        {(draft) => {
          const summary = say(draft.summary_en, draft.summary_ur);
          return (
            <Stack>
              <Prose text={summary.text} language={summary.language} />
              {draft.lessons.map((lesson, index) => {
                const text = say(lesson.text_en, lesson.text_ur);
                return (
                  <Card key={lesson.id} withBorder component="article">
                    <Title order={2} size="h5">{index + 1}. <bdi>{title(lesson)}</bdi></Title>
                    <Prose text={text.text} language={text.language} />
                  </Card>
                );
              })}
              {draft.questions.length > 0 && <Title order={2} size="h4">{t("questions")}</Title>}
              {draft.questions.map((question, index) => (
                <Question
                  key={question.id}
                  of={question}
                  number={index + 1}
                  chosen={chosen[question.id] ?? []}
                  onChoose={(ids) => setChosen({ ...chosen, [question.id]: ids })}
                />
              ))}
            </Stack>
          );
        }}
      </Read>
    </Page>
  );
}
