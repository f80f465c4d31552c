/** What the services say in English sentences, said in the reader's language: as gettext does, by the sentence itself.
 *
 * `said/<language>.json` has the sentences; `{}` stands for a fact, `{1}` for where it goes. A guard (tests/guards/test_said.py) gathers the
 * sentences from the services' source, so that none is forgotten.
 */

export type Catalogue = Record<string, string>;
/** What a fact is called: a day, a coded word, a district; nothing when it is none of them. */
export type FactWords = (fact: string) => string | undefined;

interface Template { find: RegExp; words: string; isSentence: boolean }

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Isolate what is written from left to right, so that it keeps its order within Urdu and Sindhi. */
function isolate(text: string): string {
  return /[A-Za-z0-9]/.test(text) ? `\u2068${text}\u2069` : text;
}

export class Saying {
  private readonly templates: Template[];

  constructor(private readonly catalogue: Catalogue) {
    this.templates = Object.entries(catalogue)
      .filter(([key]) => key.includes("{}"))
      .map(([key, words]) => ({ key, words, letters: key.replace(/[^A-Za-z]/g, "").length }))
      .sort((one, other) => other.letters - one.letters)
      .map(({ key, words }) => ({
        find: new RegExp(`^${key.split("{}").map(escape).join("([\\s\\S]+?)")}$`),
        words,
        // Phrases are said within sentences only: alone they would fit anything.
        isSentence: /[.?!]$/.test(key),
      }));
  }

  /** Say a sentence; nothing when there are no words for it. */
  say(sentence: string, of: FactWords): string | undefined {
    return this.whole(sentence, of, true);
  }

  private whole(text: string, of: FactWords, isSentence: boolean): string | undefined {
    const known = this.catalogue[text];
    if (known !== undefined) return known;
    for (const template of this.templates) {
      const match = template.isSentence || !isSentence ? template.find.exec(text) : null;
      if (match) return template.words.replace(/\{(\d)\}/g, (_all, place: string) => this.fact(match[Number(place)] ?? "", of));
    }
    return undefined;
  }

  private fact(text: string, of: FactWords): string {
    const known = of(text) ?? this.whole(text, of, false);
    if (known !== undefined) return known;
    const [, mark] = /(; |, | or )/.exec(text) ?? [];
    if (!mark) return isolate(text);
    const joined = { "; ": "؛ ", ", ": "، ", " or ": " / " }[mark] ?? mark;
    return text.split(mark).map((part) => this.fact(part, of)).join(joined);
  }

  /** Say a source of law with what is noted beside it: the citation stays as lawyers write it. */
  cite(source: string, of: FactWords): string {
    return source.split("; ").map((part) => this.whole(part, of, false) ?? part).join("؛ ");
  }
}
