/** A rule's limit in words: days, working days, hours; or how often something may be. */
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";

export function Limit({ of }: { of: Pick<components["schemas"]["ClockRuleRow"], "unit" | "length"> }) {
  const { t } = useTranslation("rules");
  if (of.length === null) return <>{t(`unit.${of.unit}`)}</>;
  if (of.length === 0) return <>{t("same_day")}</>;
  return <>{t(of.length < 0 ? `earlier.${of.unit}` : `unit.${of.unit}`, { count: Math.abs(of.length) })}</>;
}
