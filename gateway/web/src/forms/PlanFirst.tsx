/** A step that touches much: it is asked first what it would do, looked at, and only then done, as it was looked at. */
import { Alert, Button, Card, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { dropDraft } from "./drafts";
import { fillPath, readOperation } from "./operation";
import { ProcedureForm } from "./ProcedureForm";
import { nameDraft, placeOfForm } from "./useDraft";
import type { Values } from "./values";

interface Plan { plan: string; is_possible: boolean }
interface Props<P> {
  preview: string;
  act: string;
  /** What stands in the path of both, and the version that was looked at. */
  params?: Record<string, string>;
  version?: number | undefined;
  /** What the question begins with. */
  known?: Values;
  /** What the question does not ask. */
  given?: Values;
  /** Where the plan stands in the answer, when the answer is not itself the plan; a step may need none. */
  planOf?: (answer: P) => { plan: string | undefined; isPossible: boolean };
  show: (plan: P) => ReactNode;
  onDone?: (result: unknown) => void;
}

function asItself(answer: unknown): { plan: string | undefined; isPossible: boolean } {
  const { plan, is_possible: isPossible } = answer as Plan;
  return { plan, isPossible };
}

export function PlanFirst<P>({ preview, act, params = {}, version, known, given, planOf = asItself, show, onDone }: Props<P>) {
  const { t } = useTranslation(["forms", "procedures"]);
  const { me } = useSession();
  const [looked, setLooked] = useState<{ plan: P; asked: Values }>();
  const [round, setRound] = useState(0);
  const found = looked && planOf(looked.plan);
  const question = useQuery({ queryKey: ["form", preview], queryFn: () => readOperation(preview), staleTime: Infinity });
  // What the question left open was left open knowingly: the step does not ask for it again.
  const answered = Object.fromEntries(Object.keys(question.data?.body?.properties ?? {}).map((name) => [name, null]));
  /** What was asked is done: the question begins anew. */
  const finish = async (result: unknown) => {
    const { method, path } = question.data!;
    await dropDraft(nameDraft(me.id, placeOfForm(method, fillPath(path, params), preview)));
    setLooked(undefined);
    setRound(round + 1);
    onDone?.(result);
  };
  return (
    <Stack>
      <Card withBorder>
        <ProcedureForm
          key={round}
          operation={preview}
          params={params}
          version={version}
          {...(known ? { known } : {})}
          {...(given ? { given } : {})}
          isQuestion
          onDone={(plan, asked) => setLooked({ plan: plan as P, asked })}
        />
      </Card>
      {looked && found && (
        <Card withBorder aria-live="polite">
          <Stack>
            <Title order={2} size="h4">{t("forms:plan")}</Title>
            {!found.isPossible && <Alert color="red" variant="light">{t("forms:plan_impossible")}</Alert>}
            {show(looked.plan)}
            {found.isPossible && (
              <ProcedureForm
                key={found.plan}
                operation={act}
                params={params}
                version={version}
                given={{ ...answered, ...looked.asked, plan: found.plan ?? null }}
                onDone={(result) => void finish(result)}
              />
            )}
            <Group>
              <Button variant="default" onClick={() => setLooked(undefined)}>{t("forms:close")}</Button>
            </Group>
          </Stack>
        </Card>
      )}
    </Stack>
  );
}
