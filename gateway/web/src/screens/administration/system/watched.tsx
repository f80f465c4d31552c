/** What the pages that watch over the system share: the parts by name, the note that some gave no answer, a case in sight. */
import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { CaseLink } from "@/parts/names";

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

/** Who keeps the system running need not see cases; a link that leads nowhere would only puzzle. */
export function CaseInSight({ id }: { id: string | null | undefined }) {
  const { may } = useSession();
  return id && may("cases.read") ? <CaseLink id={id} /> : <>–</>;
}
