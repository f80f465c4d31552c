/** Sentences of the services in the reader's language. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Saying, type Catalogue } from "@/words/saying";
import { useDistrictName } from "./names";
import { useWhen } from "./when";

const catalogues = import.meta.glob<{ default: Catalogue }>("../words/said/*.json");
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WRITTEN_DAY = /^\d{1,2} [A-Z][a-z]{2,8} \d{4}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\S+$/;
const DISTRICT = /^[a-z]+(-[a-z]+)*$/;

async function load(language: string): Promise<Saying> {
  const words = await catalogues[`../words/said/${language}.json`]?.();
  return new Saying(words?.default ?? {});
}

/** Give what a fact within a sentence is called: days as they are written here, words by their code. */
function useFacts(): (fact: string) => string | undefined {
  const { t, i18n } = useTranslation("choices", { useSuspense: false });
  const { day, instant, dayOf } = useWhen();
  const district = useDistrictName();
  return (fact) => {
    if (DAY.test(fact)) return day(fact);
    if (INSTANT.test(fact)) return instant(fact);
    if (WRITTEN_DAY.test(fact)) return dayOf(new Date(`${fact} 12:00 +0500`).toISOString());
    const code = fact.replaceAll(" ", "_");
    if (i18n.exists(code, { ns: "choices" })) return t(code);
    return DISTRICT.test(fact) && i18n.exists(`district.${fact}`, { ns: "names" }) ? district(fact) : undefined;
  };
}

interface Said {
  /** A sentence in the reader's language: with our words, else with the service's own Urdu, else as it is. */
  say: (sentence: string | null | undefined, urdu?: string | null) => string;
  /** Whether there are words for a sentence. */
  find: (sentence: string) => string | undefined;
  /** A source of law, with the notes beside it. */
  cite: (source: string | null | undefined) => string;
}

export function useSaid(): Said {
  const { i18n } = useTranslation();
  const language = i18n.language;
  const of = useFacts();
  const asked = useQuery({ queryKey: ["said", language], queryFn: () => load(language), enabled: language !== "en", staleTime: Infinity, gcTime: Infinity });
  const saying = asked.data;
  const find = (sentence: string) => saying?.say(sentence, of);
  const own = (urdu: string | null | undefined) => (language === "en" ? undefined : urdu || undefined);
  const dress = (sentence: string) => sentence.replace(/\b\d{4}-\d{2}-\d{2}\b(?!T)/g, (day) => of(day) ?? day);
  // Until the words are there nothing is said in a wrong language.
  const isWaiting = language !== "en" && asked.isPending;
  const plain = (sentence: string) => (isWaiting ? "…" : dress(sentence));
  const line = (sentence: string, urdu?: string | null) => (language === "ur" && urdu) || find(sentence) || own(urdu) || plain(sentence);
  return {
    find,
    // What was said of one field stands in lines, sentence by sentence.
    say: (sentence, urdu) => (sentence ?? "").split("\n").map((one) => (one ? line(one, urdu) : one)).join("\n"),
    cite: (source) => (source ? (saying?.cite(source, of) ?? (isWaiting ? "…" : source)) : ""),
  };
}
