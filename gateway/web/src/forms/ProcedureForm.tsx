/** Any procedure as a form: it explains itself, checks as one types, keeps a draft, and shows what the service says beside the field.
 *
 * <ProcedureForm operation="schedule_hearing" known={{ case_id }} onDone={…} />
 */
import "@/styles/rest.css";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { flatten, type Problem } from "@/api/problems";
import { useSession } from "@/app/session";
import { tell } from "@/app/tell";
import { Read } from "@/parts/Read";
import { useSaid } from "@/parts/said";
import { useProblemWords } from "@/parts/Trouble";
import { useWhen } from "@/parts/when";
import { fits, fitting, lacking, order } from "./asking";
import { factsFor, follow } from "./beginnings";
import { useDone } from "./done";
import { Fields, type FormState } from "./Fields";
import { Existing, FreeTimes, InTheWay } from "./InTheWay";
import { fillPath, readOperation, type Operation, type Shape } from "./operation";
import { placeOfForm, useDraft } from "./useDraft";
import { useStep } from "./useStep";
import { beginWith, check, clean, hasSecret, takenAway, withoutSecrets, type Values } from "./values";

export interface ProcedureProps {
  operation: string;
  /** What stands in the path: case_id, accused_id … */
  params?: Record<string, string>;
  /** The version that was looked at. */
  version?: number | undefined;
  /** What is known already: shown, and may be changed; of a change (PATCH) what holds now. */
  known?: Values;
  /** Fields that are given by the place the form stands in and are not asked for. */
  given?: Values;
  /** What this is about, as the list of what waits to be sent shows it. */
  about?: string;
  /** Called when the step is done (or kept to be sent, without a result), with what was sent. */
  onDone?: (result: unknown, sent: Values) => void;
  onCancel?: () => void;
  /** What stands below the fields and looks at what is typed: how a text would arrive. */
  beside?: (values: Values) => ReactNode;
  /** A question only (a preview): nothing is changed, so nothing is told, kept to be sent or read again. */
  isQuestion?: boolean;
}

export function ProcedureForm(props: ProcedureProps) {
  const asked = useQuery({
    queryKey: ["form", props.operation],
    queryFn: () => readOperation(props.operation),
    staleTime: Infinity,
  });
  return <Read from={asked}>{(operation) => <Loaded key={props.operation} {...props} description={operation} />}</Read>;
}

function Loaded({ description, ...props }: ProcedureProps & { description: Operation }) {
  const { operation, params = {}, version, known, given, about, onDone, onCancel, beside, isQuestion = false } = props;
  const { t, i18n } = useTranslation(["forms", "procedures", "fields"]);
  const describe = useProblemWords();
  const { me, may } = useSession();
  const { instant } = useWhen();
  const done = useDone();
  const shape: Shape = useMemo(() => description.body ?? { type: "object", properties: {} }, [description]);
  const path = fillPath(description.path, params);
  const isChange = description.method === "PATCH";
  const begun = useMemo(() => beginWith(shape, { ...(isChange ? {} : factsFor(operation, shape, me)), ...known, ...given }), []); // eslint-disable-line -- a form begins once
  const [values, setValues] = useState<Values>(begun);
  const [draftAt, setDraftAt] = useState<number>();
  const [isTouched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setTried] = useState(false);
  const [refused, setRefused] = useState<Problem>();
  const [said, setSaid] = useState<Record<string, string>>({});
  const top = useRef<HTMLDivElement>(null);
  const step = useStep({ operation, method: description.method, path, version, about, isQuestion, mayWait: !isQuestion && !hasSecret(shape) });
  const draft = useDraft<Values>(placeOfForm(description.method, path, operation), (kept, at) => {
    setValues({ ...begun, ...kept, ...given });
    setDraftAt(at);
  });

  const sent = useMemo(
    // A change is of what the form began with: what others changed meanwhile, and nobody touched here, stays theirs.
    () => clean(shape, fitting(operation, values), { before: isChange ? begun : undefined }),
    [shape, operation, values, isChange, begun],
  );
  const wrong = useMemo(
    () => ({ ...check(shape, sent), ...lacking(operation, sent), ...(isChange ? takenAway(shape, values, begun) : {}) }),
    [shape, operation, sent, isChange, values, begun],
  );

  const set = useCallback((typed: Values, name: string) => {
    const changed = follow(values, typed, name);
    setValues(changed);
    setTouched((touched) => new Set(touched).add(name));
    setSaid(({ [name]: _gone, ...rest }) => rest);
    draft.keep(withoutSecrets(shape, changed));
  }, [draft, shape, values]);

  const throwAway = () => {
    void draft.drop();
    setValues(begun);
    setDraftAt(undefined);
    setTouched(new Set());
    setTried(false);
    setSaid({});
    setRefused(undefined);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length > 0) {
      // The fields are marked when this is drawn; only then there is a first one.
      requestAnimationFrame(() => requestAnimationFrame(() => focusFirstWrong(top.current)));
      return;
    }
    setRefused(undefined);
    setSaid({});
    const ending = await step.take(description.body ? sent : undefined);
    if (ending.is === "refused") {
      setRefused(ending.problem);
      setSaid(flatten(ending.problem.fields));
      requestAnimationFrame(() => requestAnimationFrame(() => focusFirstWrong(top.current)));
      return;
    }
    if (!isQuestion) {
      await draft.drop();
      tell(ending.is === "kept" ? t("forms:kept_to_send") : done(operation, sent));
    }
    onDone?.(ending.is === "done" ? ending.result : undefined, sent);
  };

  if (description.permission && !may(description.permission)) return <Text c="dimmed">{t("forms:not_yours")}</Text>;
  const state: FormState = { operation, values, set, wrong, said, isShown: (name) => isTried || isTouched.has(name) };
  const own = Object.keys(shape.properties ?? {}).filter((name) => given?.[name] === undefined && fits(operation, name, values));
  const [first, rest] = order(operation, shape, own);
  return (
    <form onSubmit={submit} noValidate data-operation={operation} aria-label={t(`procedures:${operation}.title`)}>
      <Stack gap="md" ref={top}>
        {about && <Text fw={600}><bdi>{about}</bdi></Text>}
        {i18n.exists(`${operation}.explain`, { ns: "procedures" }) && (
          <Text c="dimmed" size="sm">
            {t(`procedures:${operation}.explain`)}
          </Text>
        )}
        {draftAt && (
          <Alert color="ink" variant="light" role="status">
            <Group justify="space-between">
              <Text size="sm">{t("forms:draft_of", { at: instant(new Date(draftAt).toISOString()) })}</Text>
              <Button size="compact-sm" variant="default" onClick={throwAway}>
                {t("forms:throw_away")}
              </Button>
            </Group>
          </Alert>
        )}
        {refused && (
          <Alert color="red" variant="light" role="alert" title={refused.status === 412 ? t("forms:moved_on") : undefined}>
            {describe(refused)}
            <Unplaced said={said} names={own} />
            <Existing from={refused} />
            <InTheWay from={refused} />
            <FreeTimes from={refused} onTake={(starts_at) => set({ ...values, starts_at }, "starts_at")} />
          </Alert>
        )}
        <Fields shape={shape} names={first} state={state} params={params} />
        {rest.length > 0 && (
          <details open={rest.some((name) => state.wrong[name] || state.said[name] || isEntered(shape, name, values))}>
            <summary>{t("forms:more_fields")}</summary>
            <Fields shape={shape} names={rest} state={state} params={params} />
          </details>
        )}
        {beside?.(values)}
        {isTouched.size > 0 && !isQuestion && <Text size="sm" c="dimmed">{t("forms:draft_kept")}</Text>}
        <Group>
          <Button type="submit" loading={step.isBusy}>
            {t(`procedures:${operation}.title`)}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t("forms:close")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** Whether more stands in a field than what it would begin with by itself. */
function isEntered(shape: Shape, name: string, values: Values): boolean {
  const byItself = beginWith({ ...shape, required: [] }, {});
  return values[name] !== undefined && values[name] !== byItself[name] && values[name] !== false;
}

/** What the service said about fields that the form does not show. */
function Unplaced({ said, names }: { said: Record<string, string>; names: string[] }) {
  const { say } = useSaid();
  const rest = Object.entries(said).filter(([name]) => !names.includes(name.split(".")[0] ?? ""));
  return rest.map(([name, says]) => (
    <Text key={name} size="sm" dir="auto">
      {say(says)}
    </Text>
  ));
}

/** Go to what is wrong: the first such field, else what the service said of the whole, which may stand far above. */
function focusFirstWrong(form: HTMLElement | null): void {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field) field.focus();
  else form?.querySelector('[role="alert"]')?.scrollIntoView({ block: "center" });
}
