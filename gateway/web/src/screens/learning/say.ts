/** What was written in English and perhaps in Urdu, in the reader's language as far as it goes. */
import { useTranslation } from "react-i18next";

interface Titled { title_en?: string | null; title_ur?: string | null }

/** Give a text and the language it is in: Urdu for readers of Urdu and Sindhi where there is one, else English. */
export function useSay(): (english: string | null | undefined, urdu: string | null | undefined) => { text: string; language: "en" | "ur" } {
  const { i18n } = useTranslation();
  return (english, urdu) =>
    (i18n.language !== "en" && urdu) || !english ? { text: urdu ?? "", language: "ur" } : { text: english, language: "en" };
}

export function useTitle(): (of: Titled) => string {
  const say = useSay();
  return (of) => say(of.title_en, of.title_ur).text || "–";
}
