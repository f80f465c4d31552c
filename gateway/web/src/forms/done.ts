/** What is told when a step is done: of the usual ones which case, whom and when it was about. */
import { useTranslation } from "react-i18next";
import { isDay } from "@/parts/typedDays";
import { useWhen } from "@/parts/when";
import type { Values } from "./values";

const INSTANT = /^\d{4}-\d\d-\d\dT/;

export function useDone(): (operation: string, sent: Values) => string {
  const { t, i18n } = useTranslation("procedures");
  const { day, instant } = useWhen();
  const written = (value: unknown) => {
    const text = String(value);
    return `\u2068${isDay(text) ? day(text) : INSTANT.test(text) ? instant(text) : text}\u2069`;
  };
  return (operation, sent) => {
    const key = `${operation}.done`;
    const words: unknown = i18n.getResource(i18n.language, "procedures", key);
    const asked = typeof words === "string" ? [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? "") : [];
    const isKnown = typeof words === "string" && asked.every((name) => sent[name] !== undefined && sent[name] !== null);
    if (!isKnown) return t("done", { name: t(`${operation}.title`) });
    return t(key, Object.fromEntries(asked.map((name) => [name, written(sent[name])])));
  };
}
