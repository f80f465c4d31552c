/** No untranslated text: every word that the client asks for exists in all three languages. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bare, kindOf, type Operation, type Shape } from "@/forms/operation";

const LANGUAGES = ["en", "ur", "sd"];
const WORDS = "src/words";

type Tree = { [key: string]: Tree | string };

function read(path: string): Tree {
  return JSON.parse(readFileSync(path, "utf8")) as Tree;
}

function flat(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(prefix + key, value);
    else for (const [inner, text] of flat(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

const names = readdirSync(join(WORDS, "en")).map((file) => file.replace(".json", ""));
const all = new Map(LANGUAGES.map((language) => [language, new Map(names.map((name) => [name, flat(read(join(WORDS, language, `${name}.json`)))]))]));
const english = all.get("en")!;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

function forms(): Operation[] {
  return readdirSync("made/forms").map((file) => JSON.parse(readFileSync(join("made/forms", file), "utf8")) as Operation);
}

function* fieldsOf(shape: Shape): Generator<[string, Shape]> {
  for (const [name, given] of Object.entries(shape.properties ?? {})) {
    yield [name, bare(given)];
    yield* fieldsOf(bare(given));
    yield* fieldsOf(bare(bare(given).items ?? {}));
  }
}

/** What no form of this client asks for: sent by screens of their own. */
const OWN_SCREENS = new Set(["login", "logout", "search_cases", "count_found_cases", "keep_view", "change_view", "forget_view"]);

describe.each(names)("the words of %s", (name) => {
  it.each(["ur", "sd"])("are whole in %s, in letters of their own", (language) => {
    const words = all.get(language)!.get(name)!;
    const wanted = [...english.get(name)!.keys()];
    expect(wanted.filter((key) => !words.has(key))).toEqual([]);
    expect([...words.keys()].filter((key) => !english.get(name)!.has(key))).toEqual([]);
    const untouched = wanted.filter((key) => /[A-Za-z]{4}/.test(english.get(name)!.get(key)!.replace(/\{\{\w+\}\}/g, "")) && words.get(key) === english.get(name)!.get(key));
    expect(untouched.filter((key) => !/^(short_name|brand)/.test(key))).toEqual([]);
  });

  it("carry the same facts in every language", () => {
    for (const language of ["ur", "sd"]) {
      for (const [key, text] of english.get(name)!) {
        const facts = (of: string) => [...of.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
        expect([language, key, facts(all.get(language)!.get(name)!.get(key)!)]).toEqual([language, key, facts(text)]);
      }
    }
  });
});

describe("what the client says", () => {
  it("is asked for by keys that exist", () => {
    const missing: string[] = [];
    for (const path of sources("src")) {
      const code = readFileSync(path, "utf8");
      const spaces = [...code.matchAll(/useTranslation\(\[?"(\w+)"/g)].map((match) => match[1]!);
      for (const [, key] of code.matchAll(/\bt\(\s*"([\w:.]+)"/g)) {
        const [space, rest] = key!.includes(":") ? (key!.split(":") as [string, string]) : [undefined, key!];
        const places = space ? [space] : [...spaces, "common"];
        const exists = places.some((place) => {
          const words = english.get(place);
          return !!words && (words.has(rest) || words.has(`${rest}_other`));
        });
        if (!exists) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it("names every procedure, field and choice of the forms", () => {
    const missing = new Set<string>();
    const has = (space: string, key: string) => english.get(space)?.has(key);
    for (const { operation, body } of forms()) {
      if (OWN_SCREENS.has(operation)) continue;
      if (!has("procedures", `${operation}.title`)) missing.add(`procedures:${operation}.title`);
      for (const [name, shape] of fieldsOf(body ?? {})) {
        if (!has("fields", name)) missing.add(`fields:${name}`);
        if (kindOf(shape) !== "choice") continue;
        for (const one of shape.enum ?? []) if (one !== null && !has("choices", String(one))) missing.add(`choices:${one}`);
      }
    }
    expect([...missing].sort()).toEqual([]);
  });
});
