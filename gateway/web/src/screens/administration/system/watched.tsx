/** What the pages that watch over the system share: the parts by name, and the note that some of them gave no answer. */
import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function usePart(): (part: string) => string {
  const { t } = useTranslation("watching");
  return (part) => t(`part.${part}`);
}

export function Silent({ parts }: { parts: string[] }) {
  const { t } = useTranslation(["watching", "common"]);
  const called = usePart();
  if (parts.length === 0) return null;
  return <Alert color="amber" variant="light" role="status">{t("silent", { parts: parts.map(called).join(t("common:comma")) })}</Alert>;
}
