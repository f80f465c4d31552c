/** A problem in words: what happened and what to do, in the reader's language. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { flatten, type Problem } from "@/api/problems";
import { useSaid } from "./said";

/** Give the sentence for a problem: the service's own with its facts, else ours by its code, else by its kind. */
export function useProblemWords(): (problem: Problem) => string {
  const { t, i18n } = useTranslation("problems");
  const { say, find } = useSaid();
  return (problem) => {
    const facts = { wait: problem.retryAfter ?? 10, ...problem.more };
    if (problem.detail && (i18n.language === "en" || find(problem.detail))) return say(problem.detail);
    for (const key of [`code.${problem.code}`, `status.${problem.status}`]) {
      if (i18n.exists(key, { ns: "problems" })) return t(key, facts);
    }
    return problem.detail || t("status.500", facts);
  };
}

export function Trouble({ problem, onRetry }: { problem: Problem; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const describe = useProblemWords();
  const Icon = problem.isUnreachable ? IconPlugConnectedX : IconAlertTriangle;
  return (
    <Alert color={problem.isUnreachable ? "yellow" : "red"} variant="light" role="alert" icon={<Icon aria-hidden />}>
      <Text>{describe(problem)}</Text>
      {problem.status === 422 && <Marked said={flatten(problem.fields)} />}
      {onRetry && (
        <Group mt="sm">
          <Button size="compact-md" variant="default" onClick={onRetry}>
            {t("try_again")}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

/** What was said of members, each by its name, where there are no fields to mark. */
export function Marked({ said }: { said: Record<string, string> }) {
  const { t } = useTranslation("fields");
  const { say } = useSaid();
  return Object.entries(said).map(([path, says]) => (
    <Text key={path} size="sm" dir="auto">
      {t(path.replace(/\.\d+/g, "").split(".").at(-1) ?? path)}: {say(says)}
    </Text>
  ));
}
