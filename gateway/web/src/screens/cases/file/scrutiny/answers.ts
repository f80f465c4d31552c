/** The answers to a checklist as they are typed, and those of them that are sent. */
import type { components } from "@made/api";

export type Question = components["schemas"]["QuestionView"];
export interface Typed { answer?: string; note?: string }
export type Answers = Record<string, Typed>;

export function given(questions: Question[]): Answers {
  return Object.fromEntries(questions.flatMap(({ code, answer, note }) => (answer ? [[code, { answer, ...(note ? { note } : {}) }]] : [])));
}

/** What was answered anew or otherwise than it stands; a question left open stays open. */
export function changed(questions: Question[], typed: Answers): { code: string; answer: string; note: string | null }[] {
  return questions.flatMap(({ code, answer: stood, note: noted }) => {
    const { answer, note } = typed[code] ?? {};
    const says = note?.trim() || null;
    return answer && (answer !== stood || says !== noted) ? [{ code, answer, note: says }] : [];
  });
}

/** Questions with words beside them and no answer: the words would not be kept. */
export function unanswered(questions: Question[], typed: Answers): string[] {
  return questions.map(({ code }) => code).filter((code) => typed[code]?.note?.trim() && !typed[code].answer);
}
