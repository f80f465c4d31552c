/** What was odd about a row of a court's list, in words: a code, or a code with the reason after a colon. */
import { useTranslation } from "react-i18next";

export function useWarnings(): (warning: string) => string {
  const { t, i18n } = useTranslation(["lists", "problems", "choices"]);
  return (warning) => {
    const [code = "", reason = ""] = warning.split(":");
    const because = reason && i18n.exists(reason, { ns: "problems" }) ? t(`problems:${reason}`) : "";
    if (i18n.exists(`warning.${code}`, { ns: "lists" })) return `${t(`lists:warning.${code}`)} ${because}`.trim();
    const column = /^(\w+)_(not_read|ambiguous)$/.exec(code);
    if (column) return t(`lists:warning.${column[2]}`, { column: t(`lists:column.${column[1]}`) });
    return i18n.exists(code, { ns: "problems" }) ? t(`problems:${code}`) : t("lists:warning.other");
  };
}
