/** The checklist of a parallel financial investigation: what is done, what is not needed, what is still open. */
import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { LawSource, Sentence } from "@/parts/Sentence";
import { Day } from "@/parts/when";
import type { FinancingProps } from "./parts";

const COLOURS: Record<string, string> = { open: "amber.9", done: "ink", not_needed: "gray.7" };

export function Checks({ of, financing }: FinancingProps) {
  const { t } = useTranslation(["financing", "choices"]);
  return (
    <div>
      <Title order={3} size="h5">{t("checks")}</Title>
      <details open={financing.is_terror_financing === true}>
        <summary>{t("open_checks", { count: financing.open_checks, all: financing.checks.length })}</summary>
        <Stack component="ol" gap="sm" mt="xs" mb={0} ps="lg">
          {financing.checks.map((check) => (
            <li key={check.code}>
              <Text size="sm" fw={600}><Sentence says={check.says} urdu={check.says_ur} /></Text>
              <Group gap="xs">
                <Badge color={COLOURS[check.state] ?? "gray.7"}>{t(`choices:${check.state}`)}</Badge>
                <Text size="sm">
                  {check.done_on && <><Day on={check.done_on} /> · </>}
                  <LawSource of={check.source} />
                </Text>
                <ProcedureButton
                  operation="set_financing_check"
                  params={{ case_id: of.id, code: check.code }}
                  version={financing.version}
                  known={{ state: check.state, done_on: check.done_on, note: check.note }}
                  label={t("set_check")}
                  button={{ size: "compact-sm", variant: "subtle" }}
                />
              </Group>
              {check.note && <Text size="sm"><bdi>{check.note}</bdi></Text>}
            </li>
          ))}
        </Stack>
      </details>
    </div>
  );
}
