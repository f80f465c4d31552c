/** A court's name taken apart, so that it can be said in a language in which the register of courts does not have it. */

export interface CourtParts {
  /** Its place in a row of courts: of "1st Judicial Magistrate", of "Court No. 16". */
  rank?: number;
  number?: number;
  /** The code of the district or town it sits for. */
  place: string;
}

const NAME = /^(?:(\d+)(?:st|nd|rd|th)\s+)?(.+?)(?:\s+No\.?\s*(\d+))?,\s*([^,]+)$/i;
const FILLING = new Set(["court", "of", "a", "the", "district", "and", "control", "substances", "tribunal"]);

/** Take a court's English name apart; nothing when it says more than its kind, number and place. */
export function takeApart(name: string, kind: string): CourtParts | undefined {
  const [, rank, phrase, number, place] = NAME.exec(name.trim()) ?? [];
  if (!phrase || !place) return undefined;
  const wanted = kind.split("_");
  const said = phrase.toLowerCase().split(/[\s-]+/);
  const isItsKind = wanted.every((word) => said.includes(word)) && said.every((word) => FILLING.has(word) || wanted.includes(word));
  if (!isItsKind) return undefined;
  return {
    ...(rank ? { rank: Number(rank) } : {}),
    ...(number ? { number: Number(number) } : {}),
    place: place.trim().toLowerCase().replace(/\s+/g, "-"),
  };
}
