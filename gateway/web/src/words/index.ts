/** Words in three languages. Each screen has a file of its own, fetched with it: `src/words/<language>/<screen>.json`. */
import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";
import * as english from "./en";

export const LANGUAGES = ["en", "ur", "sd"] as const;
export type Language = (typeof LANGUAGES)[number];
export const NAMES: Record<Language, string> = { en: "English", ur: "اردو", sd: "سنڌي" };

/** The words of the first screens, in one file for each language: it is asked for before the code is here (public/early.js), since another
 * round trip would cost half a second on a bad line. English comes with the code. */
const FIRST: Record<Language, () => Promise<typeof english>> = {
  en: async () => english,
  ur: () => import("./ur"),
  sd: () => import("./sd"),
};

const files = import.meta.glob<{ default: Record<string, unknown> }>(["./{en,ur,sd}/*.json", "!**/{common,day,names}.json"]);

const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, name, callback) {
    const load = loaderOf(language, name);
    if (!load) return callback(new Error(`no words ${language}/${name}`), false);
    load().then((words) => callback(null, words as never), (error: Error) => callback(error, true));
  },
};

function isFirst(name: string): name is keyof typeof english {
  return name in english;
}

function loaderOf(language: string, name: string): (() => Promise<object>) | undefined {
  if (isFirst(name) && isLanguage(language)) return () => FIRST[language]().then((words) => words[name]);
  const load = files[`./${language}/${name}.json`];
  return load && (() => load().then((module) => module.default));
}

const KEPT = "cmms.language";

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

/** The language chosen on this device, else the browser's first that we speak, else English. */
export function findLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((name) => name.split("-")[0]).find(isLanguage) ?? "en";
}

/** Whether somebody chose the language on this device; else the account's own holds. */
export function isChosen(): boolean {
  return isLanguage(localStorage.getItem(KEPT));
}

export function directionOf(language: string): "rtl" | "ltr" {
  return language === "en" ? "ltr" : "rtl";
}

export async function speak(language: Language, { keep = true } = {}): Promise<void> {
  if (keep) localStorage.setItem(KEPT, language);
  if (language !== "en") await import("@/styles/naskh");
  await i18next.changeLanguage(language);
}

function dress(language: string): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}

/** Set the words up; the languages never stand in for one another, a missing word is found by the tests. */
export async function begin(): Promise<void> {
  i18next.on("languageChanged", dress);
  const language = findLanguage();
  await i18next.use(backend).use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    // A copy: further words are laid beside these.
    resources: { [language]: { ...(await FIRST[language]()) } },
    partialBundledLanguages: true,
    ns: ["common"],
    defaultNS: "common",
    interpolation: { escapeValue: false },
    returnNull: false,
    // Codes that the catalogue got after this client was made are shown as they are, readably.
    parseMissingKeyHandler: (key) => key.replaceAll("_", " "),
    react: { useSuspense: true },
  });
  dress(i18next.language);
  if (i18next.language !== "en") void import("@/styles/naskh");
}
