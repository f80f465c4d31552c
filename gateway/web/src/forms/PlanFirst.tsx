/** A step that touches much: it is asked first what it would do, looked at, and only then done, as it was looked at. */
import { Alert, Button, Card, Group, Stack, Title } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProcedureForm } from "./ProcedureForm";
import type { Values } from "./values";

interface Plan { plan: string; is_possible: boolean }
interface Props<P extends Plan> {
  preview: string;
  act: string;
  /** What stands in the path of both, and the version that was looked at. */
  params?: Record<string, string>;
  version?: number | undefined;
  show: (plan: P) => ReactNode;
  onDone?: (result: unknown) => void;
}

export function PlanFirst<P extends Plan>({ preview, act, params = {}, version, show, onDone }: Props<P>) {
  const { t } = useTranslation(["forms", "procedures"]);
  const [looked, setLooked] = useState<{ plan: P; asked: Values }>();
  return (
    <Stack>
      <Card withBorder>
        <ProcedureForm
          operation={preview}
          params={params}
          version={version}
          isQuestion
          onDone={(plan, asked) => setLooked({ plan: plan as P, asked })}
        />
      </Card>
      {looked && (
        <Card withBorder aria-live="polite">
          <Stack>
            <Title order={2} size="h4">{t("forms:plan")}</Title>
            {!looked.plan.is_possible && <Alert color="red" variant="light">{t("forms:plan_impossible")}</Alert>}
            {show(looked.plan)}
            {looked.plan.is_possible && (
              <ProcedureForm
                key={looked.plan.plan}
                operation={act}
                params={params}
                version={version}
                given={{ ...looked.asked, plan: looked.plan.plan }}
                onDone={(result) => {
                  setLooked(undefined);
                  onDone?.(result);
                }}
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
