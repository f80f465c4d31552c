/** A scrutiny's checklist and defects: what is sent, what waits for whom. */
import { describe, expect, it } from "vitest";
import { awaits, defectsOf } from "../src/screens/cases/file/Reports";
import { changed, given, unanswered, type Question } from "../src/screens/cases/file/scrutiny/answers";

function question(code: string, answer: string | null = null, note: string | null = null, defect_code: string | null = null): Question {
  return { code, asks: code, asks_ur: code, source: "SCPSA s.9", defect_code, answer, note, answered_by: null, answered_at: null };
}

describe("a checklist", () => {
  const questions = [question("form", "yes", "seen"), question("persons"), question("sections", "no")];

  it("begins with what was answered, and sends only what is new or otherwise", () => {
    const typed = given(questions);
    expect(typed).toEqual({ form: { answer: "yes", note: "seen" }, sections: { answer: "no" } });
    expect(changed(questions, typed)).toEqual([]);
    expect(changed(questions, { ...typed, persons: { answer: "no", note: " two are missing " }, form: { answer: "yes", note: "" } })).toEqual([
      { code: "form", answer: "yes", note: null },
      { code: "persons", answer: "no", note: "two are missing" },
    ]);
  });

  it("loses no words beside a question that nobody answered", () => {
    expect(unanswered(questions, { persons: { note: "who?" }, form: { answer: "yes" } })).toEqual(["persons"]);
  });

  it("makes a defect of what is missing, where the law knows one", () => {
    expect(defectsOf([question("form", "no", "unsigned", "not_in_form"), question("persons", "no"), question("sections", "yes", null, "section_wrong")])).toEqual([
      { code: "not_in_form", note: "unsigned" },
    ]);
  });
});

describe("a defect", () => {
  const said = (answer: string, decision: string | null = null) => ({ answer, decision, says: "-", answered_on: "2026-11-01", decision_reason: null, decided_on: null });

  it("waits for the police, then for the prosecutor if they dispute it, and for the police again when that is rejected", () => {
    expect(awaits({ answers: [] })).toBe("answer");
    expect(awaits({ answers: [said("disputed")] })).toBe("decision");
    expect(awaits({ answers: [said("disputed", "rejected")] })).toBe("answer");
    expect(awaits({ answers: [said("disputed", "accepted")] })).toBeUndefined();
    expect(awaits({ answers: [said("removed")] })).toBeUndefined();
  });
});
