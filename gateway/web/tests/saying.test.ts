import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Saying, type Catalogue } from "@/words/saying";

const saying = new Saying({
  "This cannot be before {}.": "{1} سے پہلے نہیں۔",
  "The list is headed {}, not {}. Send it in for its own day.": "{2} نہیں، {1}۔",
  "Has passed.": "گزر چکی ہے۔",
  "{}: the period has passed ({}).": "{1}: مدت گزر چکی ہے ({2})۔",
  "On {}": "{1} کو",
  "{} the seal differs: {}.": "{1} مہر مختلف ہے: {2}۔",
  "{} became {}": "{1} سے {2}",
  "dated from the service's start": "آغاز سے",
});
const days = (fact: string) => (fact === "2026-03-12" ? "12 مارچ" : undefined);

it("says a sentence as it is, and one with facts with its facts in their places", () => {
  expect(saying.say("Has passed.", days)).toBe("گزر چکی ہے۔");
  expect(saying.say("This cannot be before 2026-03-12.", days)).toBe("12 مارچ سے پہلے نہیں۔");
  expect(saying.say("The list is headed A, not 2026-03-12. Send it in for its own day.", days)).toBe("12 مارچ نہیں، \u2068A\u2069۔");
});

it("says the phrases within a sentence, and the notes beside a source", () => {
  expect(saying.say("On 2026-03-12 the seal differs: AB became CD.", days)).toBe("12 مارچ کو مہر مختلف ہے: \u2068AB\u2069 سے \u2068CD\u2069۔");
  expect(saying.say("SCRUT-3: the period has passed (SCPSA s.9; dated from the service's start).", days)).toBe(
    "\u2068SCRUT-3\u2069: مدت گزر چکی ہے (\u2068SCPSA s.9\u2069؛ آغاز سے)۔",
  );
  expect(saying.cite("ATA s.19; dated from the service's start", days)).toBe("ATA s.19؛ آغاز سے");
});

it("leaves alone what people typed, though a phrase would fit it", () => {
  expect(saying.say("On Monday call the officer", days)).toBeUndefined();
  expect(saying.say("The matter became urgent", days)).toBeUndefined();
});

it.each(["ur", "sd"])("has no sentence in Latin letters among the words of %s, and no fact that the sentence lacks", (language) => {
  const catalogue = JSON.parse(readFileSync(`src/words/said/${language}.json`, "utf8")) as Catalogue;
  const latin = Object.entries(catalogue).filter(([, words]) => /([A-Za-z]{3,}[ ,]+){3}/.test(words.replace(/«[^»]*»/g, "")));
  expect(latin).toEqual([]);
  const strange = Object.entries(catalogue).filter(([key, words]) =>
    [...words.matchAll(/\{(\d)\}/g)].some(([, place]) => Number(place) > key.split("{}").length - 1));
  expect(strange).toEqual([]);
});
