/** What every page does with an answer: wait, say what is wrong, say that there is nothing, or show it (also while it ages). */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { Trouble } from "./Trouble";
import { Waiting } from "./Waiting";

interface Asked<T> {
  data?: T | undefined;
  error: unknown;
  isPending: boolean;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

interface Props<T> {
  from: Asked<T>;
  rows?: number;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  children: (data: T) => ReactNode;
}

export function Read<T>({ from, rows, isEmpty, empty, children }: Props<T>) {
  const { t } = useTranslation();
  const problem = from.error ? (from.error instanceof Problem ? from.error : Problem.unreachable(false)) : undefined;
  if (from.data === undefined) {
    return problem ? <Trouble problem={problem} onRetry={() => void from.refetch()} /> : <Waiting rows={rows ?? 3} />;
  }
  return (
    <>
      {problem?.isUnreachable && <OldNote at={from.dataUpdatedAt} />}
      {problem && !problem.isUnreachable && <Trouble problem={problem} onRetry={() => void from.refetch()} />}
      {isEmpty?.(from.data) ? <Text c="dimmed">{empty ?? t("nothing_here")}</Text> : children(from.data)}
    </>
  );
}

function OldNote({ at }: { at: number }) {
  const { t, i18n } = useTranslation();
  const time = new Date(at).toLocaleTimeString(i18n.language === "en" ? "en-GB" : "ur-PK", { hour: "2-digit", minute: "2-digit" });
  return (
    <Text size="sm" c="var(--cmms-warning)" role="status">
      {t("as_of", { time })}
    </Text>
  );
}
