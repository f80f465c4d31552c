/** Finding within a document: a word is found in any spelling of Urdu, Sindhi and English, as the service's search finds it. */
import { expect, it } from "vitest";
import { findIn, fold } from "@/screens/documents/folding";

const shown = (text: string, wanted: string) => findIn(text, wanted).map(({ start, end }) => text.slice(start, end));

it.each([
  ["كراچي", "کراچی"],
  ["ڪراچي", "ڪراچی"],
  ["گواہ", "گواه"],
  ["٨٨ ۸۸", "88 88"],
  ["مُدَّعی", "مدعی"],
  ["Café", "CAFE"],
])("%s and %s are one", (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

it("keeps Sindhi's ڪ apart from ک", () => {
  expect(fold("ڪ")).not.toBe(fold("ک"));
});

it("gives what was found as it was written", () => {
  expect(shown("میں كراچي میں رہتا ہوں", "کراچی")).toEqual(["كراچي"]);
  expect(shown("رپورٹ نمبر ۸۸ ہے", "88")).toEqual(["۸۸"]);
});

it("finds the beginning of a word, not its middle", () => {
  expect(shown("A motorcycle; locomotor", "motor")).toEqual(["motorcycle"]);
});

it("takes words that follow one another as one place", () => {
  expect(shown("Ghulam Rasool and Rasool", "ghulam rasool")).toEqual(["Ghulam Rasool", "Rasool"]);
});

it("finds nothing for nothing", () => {
  expect(findIn("anything", " - ")).toEqual([]);
});
