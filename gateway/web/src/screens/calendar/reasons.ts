/** Why somebody is suggested for a hearing, or nobody is: the roster's own codes and counts as a sentence in the reader's language. */
import { useTranslation } from "react-i18next";
import { useCodes } from "@/parts/names";

export interface Reason { code: string; facts: Record<string, unknown>; sentence: string }

/** What a court asks for stands in the facts as English words after "qualified for"; the codes of them have words of their own. */
export function needsIn(qualified: unknown): string[] {
  const named = /^qualified for (.+)$/.exec(String(qualified ?? ""))?.[1];
  return named ? named.split(", ").map((one) => one.replaceAll(" ", "_")) : [];
}

export function useReasonWords(): (reason: Reason) => string {
  const { t, i18n } = useTranslation("roster");
  const title = useCodes();
  return ({ code, facts, sentence }) => {
    if (!i18n.exists(`reason.${code}`, { ns: "roster" })) return sentence;
    const needs = needsIn(facts.qualified).map((one) => title("qualification", one)).join(t("common:comma"));
    return t(`reason.${code}`, { ...facts, qualified: needs ? t("qualified_for", { what: needs }) : t("qualified") });
  };
}
