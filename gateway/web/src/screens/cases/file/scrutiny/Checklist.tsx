/** The checklist of a scrutiny as a form: every question in its own words, answered one by one; what is left open stays open. */
import { Alert, Button, Drawer, Fieldset, Group, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { Problem } from "@/api/problems";
import { useSession } from "@/app/session";
import { tell } from "@/app/tell";
import { dropDraft, keepDraft, readDraft } from "@/forms/drafts";
import { useMayDo } from "@/forms/ProcedureButton";
import { putWaiting } from "@/forms/sending";
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
function useTyped(of: Scrutiny, path: string): [Answers, (code: string, one: Typed) => void, () => Promise<void>] {
  const { me } = useSession();
  const key = `${me.id} PUT ${path} ${OPERATION}`;
  const [typed, setTyped] = useState<Answers>(() => given(of.questions));
  useEffect(() => {
    void readDraft(key, me.id).then((draft) => draft && setTyped((now) => ({ ...now, ...(draft.values as Answers) })));
  }, [key, me.id]);
  const type = (code: string, one: Typed) => {
    const all = { ...typed, [code]: { ...typed[code], ...one } };
    setTyped(all);
    void keepDraft({ key, account: me.id, values: all, at: Date.now() });
  };
  return [typed, type, async () => void (await dropDraft(key))];
}

function Questions({ of, onClose }: { of: Scrutiny; onClose: () => void }) {
  const { t } = useTranslation(["file", "forms", "procedures"]);
  const { me } = useSession();
  const queries = useQueryClient();
  const describe = useProblemWords();
  // Only what was changed here is sent: what others answered meanwhile stays theirs.
  const [begun] = useState(of.questions);
  const path = `/api/cases/${of.case_id}/reports/${of.report_id}/checklist`;
  const [typed, type, forget] = useTyped(of, path);
  const [says, setSays] = useState<string>();
  const [missing, setMissing] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const key = useRef(crypto.randomUUID() as string);
  const form = useRef<HTMLFormElement>(null);

  const finish = async (words: string) => {
    await forget();
    tell(words);
    onClose();
  };
  const refuse = async (error: unknown, body: object) => {
    const problem = error instanceof Problem ? error : Problem.unreachable(false);
    const kept = { key: key.current, account: me.id, operation: OPERATION, method: "PUT", path, body, version: of.version, at: Date.now(), about: "" };
    if (problem.status === 0 && (await putWaiting(kept))) return finish(t("forms:kept_to_send"));
    if (problem.isSignedOut) dispatchEvent(new Event("cmms:signed-out"));
    if (!problem.isUnreachable) key.current = crypto.randomUUID();
    // Whoever repeats the step should see what was changed meanwhile.
    if (problem.status === 412) void queries.invalidateQueries();
    setSays(describe(problem));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const open = unanswered(of.questions, typed);
    const answers = changed(begun, typed);
    setMissing(open);
    setSays(open.length > 0 ? t("file:checklist_open") : answers.length === 0 ? t("file:checklist_none") : undefined);
    if (open.length > 0) form.current?.querySelector<HTMLElement>(`[type="radio"][name="${open[0]}"]`)?.focus();
    if (open.length > 0 || answers.length === 0) return;
    setBusy(true);
    try {
      await send("PUT", path, { answers }, { key: key.current, version: of.version });
      void queries.invalidateQueries();
      await finish(t("file:checklist_kept", { count: answers.length }));
    } catch (error) {
      await refuse(error, { answers });
    } finally {
      setBusy(false);
    }
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
          <Button type="submit" loading={isBusy}>{t(`procedures:${OPERATION}.title`)}</Button>
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
