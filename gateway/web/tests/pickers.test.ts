/** Nobody types an id: each is chosen from what there is, or given by the place the form stands in. */
import { expect, it } from "vitest";
import { bare, type Shape } from "../src/forms/operation";
import { findPicker } from "../src/forms/pickers";

const forms = import.meta.glob<{ operation: string; body?: Shape }>("../made/forms/*.json", { eager: true, import: "default" });

/** Given by their place, or of a form of its own. */
const GIVEN = new Set([
  "decide_match:other_entity_id", "hand_over:handover_id", "preview_handover:handover_id", "merge_hearings:hearing_id", "record_process:subject_id",
  "decide_roster_suggestions:decisions.hearing_id", "submit_attempt:answers.question_id", "keep_view:filter.prosecutor", "change_view:filter.prosecutor",
  "read_case_titles:case_ids",
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
