/** Folding of text as the service folds it for its search (services/documents/rules/folding.py): one word in any of its spellings. */
const SAME: Record<string, string> = {
  "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ك": "ک", "ه": "ہ", "ھ": "ہ", "ة": "ہ", "ۃ": "ہ", "ە": "ہ", "ٱ": "ا",
};
const VANISHES = /^[\p{Mn}\p{Me}\p{Cf}ـ]$/u;
const DIGIT = /^\p{Nd}$/u;
const SPOKEN = /^[\p{L}\p{N}\p{Mc}]$/u;

export interface Span { start: number; end: number }

function foldSimple(simple: string): string {
  if (VANISHES.test(simple)) return "";
  if (DIGIT.test(simple)) return String(digitOf(simple));
  return SPOKEN.test(simple) ? (SAME[simple] ?? simple) : " ";
}

/** Unicode's decimal digits stand in runs of ten, each beginning at a zero: whoever has ten digits behind is past it. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let run = 0;
  while (DIGIT.test(String.fromCodePoint(code - run - 1))) run += 1;
  return run % 10;
}

export function fold(text: string): string {
  return [...text.normalize("NFKD").toLowerCase().normalize("NFKD")].map(foldSimple).join("");
}

interface Word extends Span { word: string }

/** The words of a text, folded, and where each stands in it. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let isWithin = false;
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    for (const simple of fold(character)) {
      const last = words.at(-1);
      if (simple === " ") isWithin = false;
      else if (isWithin && last) Object.assign(last, { word: last.word + simple, end });
      else {
        words.push({ word: simple, start: at, end });
        isWithin = true;
      }
    }
    at = end;
  }
  return words;
}

/** Where the words looked for begin a word of the text; words that follow one another are one place. */
export function findIn(text: string, wanted: string): Span[] {
  const terms = fold(wanted).split(" ").filter(Boolean);
  const found: Span[] = [];
  let wasFound = false;
  for (const { word, start, end } of terms.length > 0 ? wordsOf(text) : []) {
    const last = found.at(-1);
    const isFound = terms.some((term) => word.startsWith(term));
    if (isFound && wasFound && last) last.end = end;
    else if (isFound) found.push({ start, end });
    wasFound = isFound;
  }
  return found;
}
