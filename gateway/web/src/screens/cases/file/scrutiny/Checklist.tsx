/** The checklist of a scrutiny as a form: every question in its own words, answered one by one; what is left open stays open. */
import { Alert, Button, Drawer, Fieldset, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import type { components } from "@made/api";
import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { tell } from "@/app/tell";
import { useMayDo } from "@/forms/ProcedureButton";
import { useDraft } from "@/forms/useDraft";
import { useStep } from "@/forms/useStep";
import { LawSource, Sentence } from "@/parts/Sentence";
import { useProblemWords } from "@/parts/Trouble";
import { directionOf } from "@/words";
import { changed, given, unanswered, type Answers, type Question, type Typed } from "./answers";

type Scrutiny = components["schemas"]["ScrutinyView"];

const OPERATION = "answer_questions";
const ANSWERS = ["yes", "no", "not_applicable"] as const;

export function Checklist({ of }: { of: Scrutiny }) {
  const { t, i18n } = useTranslation(["procedures", "common"]);
  const mayDo = useMayDo();
  const [isOpen, setOpen] = useState(false);
  if (!mayDo(OPERATION) || of.questions.length === 0) return null;
  return (
    <>
      <Button size="compact-md" variant="light" data-operation={OPERATION} onClick={() => setOpen(true)}>{t(`${OPERATION}.title`)}</Button>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        position={directionOf(i18n.language) === "rtl" ? "left" : "right"}
        size="lg"
        title={t(`${OPERATION}.title`)}
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
        {isOpen && <Questions of={of} onClose={() => setOpen(false)} />}
      </Drawer>
    </>
  );
}

/** Give what is typed, which outlives the page, and the way to change and to forget it. */
function useTyped(of: Scrutiny): [Answers, (code: string, one: Typed) => void, () => Promise<void>] {
  const [typed, setTyped] = useState<Answers>(() => given(of.questions));
  const draft = useDraft<Answers>(`checklist ${of.report_id}`, (kept) => setTyped((now) => ({ ...now, ...kept })));
  const type = (code: string, one: Typed) => {
    const all = { ...typed, [code]: { ...typed[code], ...one } };
    setTyped(all);
    draft.keep(all);
  };
  return [typed, type, draft.drop];
}

function Questions({ of, onClose }: { of: Scrutiny; onClose: () => void }) {
  const { t } = useTranslation(["file", "forms", "procedures"]);
  const describe = useProblemWords();
  // Only what was changed here is sent: what others answered meanwhile stays theirs.
  const [begun] = useState(of.questions);
  const [typed, type, forget] = useTyped(of);
  const step = useStep({ operation: OPERATION, method: "PUT", path: `/api/cases/${of.case_id}/reports/${of.report_id}/checklist`, version: of.version });
  const [says, setSays] = useState<string>();
  const [missing, setMissing] = useState<string[]>([]);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const open = unanswered(of.questions, typed);
    const answers = changed(begun, typed);
    setMissing(open);
    setSays(open.length > 0 ? t("file:checklist_open") : answers.length === 0 ? t("file:checklist_none") : undefined);
    if (open.length > 0) form.current?.querySelector<HTMLElement>(`[type="radio"][name="${open[0]}"]`)?.focus();
    if (open.length > 0 || answers.length === 0) return;
    const ending = await step.take({ answers });
    if (ending.is === "refused") return setSays(describe(ending.problem));
    await forget();
    tell(ending.is === "kept" ? t("forms:kept_to_send") : t("file:checklist_kept", { count: answers.length }));
    onClose();
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate data-operation={OPERATION} aria-label={t(`procedures:${OPERATION}.title`)}>
      <Stack>
        <Text c="dimmed" size="sm">{t("file:checklist_help")}</Text>
        {of.questions.map((question, index) => (
          <One key={question.code} of={question} number={index + 1} typed={typed[question.code] ?? {}} isMissing={missing.includes(question.code)} onType={(one) => type(question.code, one)} />
        ))}
        {says && <Alert color="red" variant="light" role="alert">{says}</Alert>}
        <Group>
          <Button type="submit" loading={step.isBusy}>{t(`procedures:${OPERATION}.title`)}</Button>
          <Button variant="default" onClick={onClose}>{t("forms:close")}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface OneProps { of: Question; number: number; typed: Typed; isMissing: boolean; onType: (one: Typed) => void }

function One({ of, number, typed, isMissing, onType }: OneProps) {
  const { t } = useTranslation(["file", "choices", "forms"]);
  return (
    <Fieldset legend={<><span className="number">{number}.</span> <Sentence says={of.asks} urdu={of.asks_ur} /></>}>
      <Text size="sm" c="dimmed"><LawSource of={of.source} /></Text>
      <Radio.Group name={of.code} aria-label={t("file:answer")} value={typed.answer ?? ""} onChange={(answer) => onType({ answer })} error={isMissing && t("forms:wrong.required")}>
        <Group mt="xs" mb="xs">
          {ANSWERS.map((one) => <Radio key={one} value={one} label={t(`choices:${one}`)} />)}
        </Group>
      </Radio.Group>
      <Textarea label={t("file:note")} name={`${of.code}.note`} autosize minRows={1} maxLength={1000} dir="auto" value={typed.note ?? ""} onChange={(event) => onType({ note: event.currentTarget.value })} />
    </Fieldset>
  );
}
