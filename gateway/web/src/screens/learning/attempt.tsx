/** A quiz: its questions, the answers chosen, and after handing in, what was right and why. */
import { Alert, Button, Card, Checkbox, Group, Radio, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Trouble } from "@/parts/Trouble";
import { Instant } from "@/parts/when";

type Question = components["schemas"]["AskedQuestion"];

export default function Attempt() {
  const { t } = useTranslation("learning");
  const { attemptId = "" } = useParams();
  const path = { attempt_id: attemptId };
  const asked = api.useQuery("get", "/api/attempts/{attempt_id}", { params: { path } });
  const [chosen, setChosen] = useState<Record<string, string[]>>({});
  const submit = api.useMutation("post", "/api/attempts/{attempt_id}/submission", { onSuccess: () => void asked.refetch() });
  return (
    <Page title={t("quiz")}>
      {submit.error instanceof Problem && <Trouble problem={submit.error} />}
      <Read from={asked}>
        {(attempt) => {
          const isOver = attempt.submitted_at !== null;
          return (
            <Stack>
              {!isOver && attempt.due_at && <Text>{t("until")} <Instant at={attempt.due_at} /></Text>}
              {isOver && (
                <Alert color={attempt.passed ? "green" : "red"} variant="light" role="status">
                  {t(attempt.passed ? "passed" : "failed", { percent: attempt.percent, mark: attempt.pass_mark })} {attempt.certificate_code && <bdi dir="ltr">{attempt.certificate_code}</bdi>}
                </Alert>
              )}
              {attempt.questions.map((question, index) => (
                <One
                  key={question.id}
                  of={question}
                  number={index + 1}
                  isOver={isOver}
                  chosen={chosen[question.id] ?? question.chosen ?? []}
                  onChoose={(ids) => setChosen({ ...chosen, [question.id]: ids })}
                />
              ))}
              {!isOver && (
                <Group>
                  <Button
                    loading={submit.isPending}
                    onClick={() => submit.mutate({ params: { path }, body: { answers: Object.entries(chosen).map(([question_id, ids]) => ({ question_id, chosen: ids })) } as never })}
                  >
                    {t("hand_in")}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        }}
      </Read>
    </Page>
  );
}

interface OneProps { of: Question; number: number; isOver: boolean; chosen: string[]; onChoose: (ids: string[]) => void }

function One({ of, number, isOver, chosen, onChoose }: OneProps) {
  const { t, i18n } = useTranslation("learning");
  const say = (english: string | null | undefined, urdu: string | null | undefined) => (i18n.language !== "en" && urdu) || english || "";
  const label = (choice: Question["choices"][number]) =>
    say(choice.text_en, choice.text_ur) + (isOver && choice.is_right ? ` — ${t("right")}` : "");
  const asks = `${number}. ${say(of.text_en, of.text_ur)}`;
  const isMany = of.kind === "multiple" || of.kind === "several";
  return (
    <Card withBorder>
      {isMany ? (
        <Checkbox.Group label={asks} value={chosen} onChange={onChoose}>
          <Stack gap="xs" mt="xs">{of.choices.map((choice) => <Checkbox key={choice.id} value={choice.id} label={label(choice)} disabled={isOver} />)}</Stack>
        </Checkbox.Group>
      ) : (
        <Radio.Group label={asks} value={chosen[0] ?? ""} onChange={(id) => onChoose([id])}>
          <Stack gap="xs" mt="xs">{of.choices.map((choice) => <Radio key={choice.id} value={choice.id} label={label(choice)} disabled={isOver} />)}</Stack>
        </Radio.Group>
      )}
      {isOver && (of.rationale_en || of.rationale_ur) && <Text size="sm" mt="xs" dir="auto">{say(of.rationale_en, of.rationale_ur)}</Text>}
    </Card>
  );
}
