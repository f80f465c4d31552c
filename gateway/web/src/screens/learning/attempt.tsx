/** A quiz: its questions, the answers chosen (kept on the device until they are handed in), and then what was right and why. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { useDraft } from "@/forms/useDraft";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Trouble } from "@/parts/Trouble";
import { Instant } from "@/parts/when";
import { Question } from "./Question";

type AttemptView = components["schemas"]["AttemptView"];
type Chosen = Record<string, string[]>;

export default function Attempt() {
  const { t } = useTranslation("learning");
  const { attemptId = "" } = useParams();
  const asked = api.useQuery("get", "/api/attempts/{attempt_id}", { params: { path: { attempt_id: attemptId } } });
  const attempt = asked.data;
  return (
    <Page
      title={t("quiz")}
      under={attempt && <>{t("attempt_number", { number: attempt.number })} · {t("version_of_course", { number: attempt.course_version })} · <Link to={`/learning/courses/${attempt.course_id}`}>{t("to_course")}</Link></>}
    >
      <Read from={asked}>{(found) => (found.state === "open" ? <Open of={found} /> : <Over of={found} />)}</Read>
    </Page>
  );
}

function Over({ of }: { of: AttemptView }) {
  const { t } = useTranslation("learning");
  if (of.state === "lapsed") return <Alert color="yellow" variant="light" role="status">{t("lapsed")}</Alert>;
  return (
    <Stack>
      <Alert color={of.passed ? "green" : "red"} variant="light" role="status">
        {t(of.passed ? "passed" : "failed", { percent: of.percent, mark: of.pass_mark })}{" "}
        {of.certificate_code && <>{t("passed_with")} <Link to={`/learning/certificates/${of.certificate_code}`}><bdi dir="ltr">{of.certificate_code}</bdi></Link></>}
      </Alert>
      {of.questions.map((question, index) => <Question key={question.id} of={question} number={index + 1} chosen={question.chosen ?? []} isOver />)}
    </Stack>
  );
}

/** Give the answers chosen so far, which outlive a reload. */
function useChosen(attemptId: string): [Chosen, (changed: Chosen) => void, () => void] {
  const [chosen, setChosen] = useState<Chosen>({});
  const draft = useDraft<Chosen>(`attempt ${attemptId}`, setChosen);
  const choose = (changed: Chosen) => {
    setChosen(changed);
    draft.keep(changed);
  };
  return [chosen, choose, () => void draft.drop()];
}

function Open({ of }: { of: AttemptView }) {
  const { t } = useTranslation("learning");
  const queries = useQueryClient();
  const [chosen, choose, forget] = useChosen(of.id);
  const [isAsked, setAsked] = useState(false);
  const submit = api.useMutation("post", "/api/attempts/{attempt_id}/submission", {
    onSuccess: () => {
      forget();
      void queries.invalidateQueries();
      scrollTo(0, 0);
    },
  });
  const given = of.questions.filter(({ id }) => (chosen[id] ?? []).length > 0);
  const send = () => {
    setAsked(false);
    const answers = given.map(({ id }) => ({ question_id: id, choice_ids: chosen[id] ?? [] }));
    submit.mutate({ params: { path: { attempt_id: of.id } }, body: { answers } });
  };
  const left = of.questions.length - given.length;
  return (
    <Stack>
      <Text size="sm" c="dimmed">{t("quiz_kept")} {of.due_at && <>{t("until")} <Instant at={of.due_at} /></>}</Text>
      {of.questions.map((question, index) => (
        <Question
          key={question.id}
          of={question}
          number={index + 1}
          chosen={chosen[question.id] ?? []}
          onChoose={(ids) => choose({ ...chosen, [question.id]: ids })}
        />
      ))}
      {submit.error instanceof Problem && <Trouble problem={submit.error} />}
      {isAsked && left > 0 && (
        <Alert color="yellow" variant="light" role="alert" title={t("hand_in_anyway")}>
          <Text size="sm">{t("left_open", { count: left })}</Text>
          <Group mt="sm">
            <Button onClick={send}>{t("hand_in_so")}</Button>
            <Button variant="default" onClick={() => setAsked(false)}>{t("back_to_questions")}</Button>
          </Group>
        </Alert>
      )}
      <Group>
        <Button loading={submit.isPending} onClick={() => (left > 0 ? setAsked(true) : send())}>{t("hand_in")}</Button>
        <Text size="sm" role="status">{t("answered", { given: given.length, all: of.questions.length })}</Text>
      </Group>
    </Stack>
  );
}
