/** Each language in letters of its own: Urdu copied into Sindhi, or the other way round, shows by its letters. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const FOREIGN = { ur: /[يڪڻڳڄٿڏڊٺڍٻڃڱ]/, sd: /[ےہںٹڈڑی]/ };

type Tree = { [key: string]: Tree | string };

function* texts(tree: Tree): Generator<string> {
  for (const value of Object.values(tree)) {
    if (typeof value === "string") yield value;
    else yield* texts(value);
  }
}

it.each(["ur", "sd"] as const)("%s has no letters of the other", (language) => {
  const folder = join("src/words", language);
  const files = [...readdirSync(folder).map((name) => join(folder, name)), `src/words/said/${language}.json`];
  const strange = files.flatMap((file) => [...texts(JSON.parse(readFileSync(file, "utf8")) as Tree)].filter((text) => FOREIGN[language].test(text)).map((text) => `${file}: ${text}`));
  // The other language's own name is written as it is.
  expect(strange.filter((one) => !/سنڌي|اردو/.test(one))).toEqual([]);
});
