/** What somebody else changed behind an open form is not set over without being seen. */
import { expect, it } from "vitest";
import { changed, given, type Question } from "@/screens/cases/file/scrutiny/answers";
import { lookAt } from "@/forms/looked";

it("names the version that was looked at for what is set as a whole, until one was refused", () => {
  const looked = lookAt("PUT", 3);
  expect(looked.over(4)).toBe(3);
  looked.anew();
  expect(looked.over(4)).toBe(4);
});

it("names what stands now for a change, a step, and a form whose version came late", () => {
  expect(lookAt("PATCH", 3).over(4)).toBe(4);
  expect(lookAt("POST", 3).over(4)).toBe(4);
  expect(lookAt("PUT", undefined).over(4)).toBe(4);
});

it("leaves to others what they answered of a checklist meanwhile", () => {
  const question = (code: string, answer: string) => ({ code, answer, note: null }) as unknown as Question;
  const begun = [question("a", "yes"), question("b", "yes")];
  const typed = { ...given(begun), b: { answer: "no" } };
  expect(changed(begun, typed)).toEqual([{ code: "b", answer: "no", note: null }]);
});
