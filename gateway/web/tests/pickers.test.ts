/** Nobody types an id: each is chosen from what there is, or given by the place the form stands in. */
import { expect, it } from "vitest";
import { bare, type Shape } from "../src/forms/operation";
import { findPicker } from "../src/forms/pickers";

const forms = import.meta.glob<{ operation: string; body?: Shape }>("../made/forms/*.json", { eager: true, import: "default" });

/** Given by their place, of a form of its own, or asked by a service for somebody. */
const GIVEN = new Set([
  "decide_match:other_entity_id", "hand_over:handover_id", "preview_handover:handover_id", "merge_hearings:hearing_id", "record_process:subject_id",
  "decide_roster_suggestions:decisions.hearing_id", "submit_attempt:answers.question_id", "keep_view:filter.prosecutor", "change_view:filter.prosecutor",
  "read_case_titles:case_ids", "read_case_titles:reader.account_id", "find_cases_by_numbers:reader.account_id",
]);

function idsOf(shape: Shape, path = ""): [string, Shape][] {
  const plain = bare(shape);
  if (plain.format === "uuid") return [[path, plain]];
  if (plain.items) return bare(plain.items).format === "uuid" ? [[path, plain]] : idsOf(plain.items, path);
  return Object.entries(plain.properties ?? {}).flatMap(([name, of]) => idsOf(of, path ? `${path}.${name}` : name));
}

it("holds for every field that is an id", () => {
  const typed = Object.values(forms).flatMap(({ operation, body }) =>
    idsOf(body ?? {}).filter(([path, shape]) => !GIVEN.has(`${operation}:${path}`) && !findPicker(operation, path, shape)).map(([path]) => `${operation}:${path}`),
  );
  expect(typed).toEqual([]);
});

/** Give what a field of an operation is chosen from. */
function pickerOf(operation: string, path: string) {
  const body = Object.values(forms).find((one) => one.operation === operation)?.body ?? {};
  const shape = path.split(".").reduce<Shape>((within, name) => bare(bare(within).properties?.[name] ?? {}), body);
  return findPicker(operation, path, shape);
}

it("offers for a case those alone who conduct cases, for a task any colleague", () => {
  const prosecutors = pickerOf("assign_prosecutor", "prosecutor_id");
  expect(prosecutors).toBeDefined();
  expect(pickerOf("hand_over", "to_id")).toBe(prosecutors);
  expect(pickerOf("approve_leave", "hand_over_to")).toBe(prosecutors);
  expect(pickerOf("add_task", "owner_id")).not.toBe(prosecutors);
  expect(pickerOf("add_task", "owner_id")).toBe(pickerOf("reassign_task", "owner_id"));
  expect(pickerOf("schedule_hearing", "prosecutor_ids")).toBe(pickerOf("move_hearing", "prosecutor_ids"));
});

it("searches a long choice, and leaves a short one to the browser", () => {
  expect(pickerOf("add_fact", "kind")).toBeDefined();
  expect(pickerOf("change_custody", "state")).toBeUndefined();
});
