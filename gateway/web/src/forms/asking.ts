/** What a form asks: in which order, what at once, and which fields mean nothing as long as another says otherwise. */
import type { Shape } from "./operation";
import type { Values, Wrong } from "./values";

/** What a form asks first, where the shape's own order is not a person's. */
const ASKED_FIRST: Record<string, string[]> = {
  register_case: ["district", "police_station", "fir_number", "fir_on", "fir_year", "received_on", "complainant_initials", "sections", "accused"],
  add_accused: ["initials", "custody", "gender", "is_juvenile", "role"],
  add_person: ["kind", "accused_id", "witness_kind", "rank", "agency", "name", "father_name", "gender", "cnic", "phone", "address"],
  add_template: ["code", "language", "channel", "subject", "body", "source", "valid_from"],
  create_course: ["code", "title_en", "title_ur", "summary_en", "summary_ur", "pass_mark", "time_limit_minutes", "attempts_allowed"],
  add_library_item: ["kind", "title_en", "title_ur", "citation", "year", "language", "in_force_from", "jurisdiction", "abbreviation"],
  schedule_hearing: ["case_id", "court_id", "purpose", "minutes", "starts_at", "prosecutor_ids"],
  move_hearing: ["starts_at", "court_id", "prosecutor_ids", "reason", "asked_by"],
  fix_hearing: ["minutes", "starts_at", "prosecutor_ids"],
  ask_for_hearing: ["case_id", "court_id", "purpose", "minutes", "not_before", "not_after", "asked_by"],
  schedule_sitting: ["kind", "case_id", "court_id", "purpose", "first_on", "count", "starts", "minutes", "prosecutor_ids", "asked_by"],
  split_hearing: ["case_ids", "minutes", "starts_at", "asked_by", "reason"],
};
for (const step of ["add", "change"]) {
  ASKED_FIRST[`${step}_lesson`] = ["title_en", "title_ur", "text_en", "text_ur"];
  ASKED_FIRST[`${step}_question`] = ["kind", "text_en", "text_ur", "choices", "rationale_en", "rationale_ur", "source", "points"];
}
const FEW = 7;

/** What is asked at once, and what lies behind one word: what must be filled comes first, and a short form shows all of it. */
export function order(operation: string, shape: Shape, names: string[]): [string[], string[]] {
  const chosen = ASKED_FIRST[operation]?.filter((name) => names.includes(name));
  if (chosen) return [chosen, names.filter((name) => !chosen.includes(name))];
  const needed = names.filter((name) => shape.required?.includes(name));
  const others = names.filter((name) => !shape.required?.includes(name));
  return names.length <= FEW ? [[...needed, ...others], []] : [[...needed, ...others.slice(0, 3)], others.slice(3)];
}

/** What becomes of hearings on cleared days: only what goes somewhere is asked where, and from when. */
const CLEARING: Record<string, string[]> = {
  to_court_id: ["move"],
  or_next_free: ["move"],
  not_before: ["move", "postpone"],
  per_day: ["move", "postpone"],
};

/** Fields that mean something for one choice alone: by what the field `kind` says, or `action` where there is none. */
const OF_KIND: Record<string, Record<string, string[]>> = {
  preview_clearing: CLEARING,
  clear_court_days: CLEARING,
  preview_wide_clearing: CLEARING,
  clear_days: CLEARING,
  add_person: {
    accused_id: ["accused"],
    witness_kind: ["witness"],
    is_custodian: ["witness"],
    rank: ["investigating_officer", "jit_member"],
    agency: ["investigating_officer", "jit_member"],
    since_on: ["investigating_officer", "jit_member"],
    until_on: ["investigating_officer", "jit_member"],
    is_child: ["complainant", "victim", "legal_heir", "witness", "accused"],
    is_vulnerable: ["complainant", "victim", "legal_heir", "witness", "accused"],
    is_intimidated: ["complainant", "victim", "legal_heir", "witness"],
    needs_interpreter: ["complainant", "victim", "legal_heir", "witness", "accused"],
  },
  add_entity: {
    person_id: ["person"],
    name: ["person", "organisation"],
    father_name: ["person"],
    aliases: ["person", "organisation"],
    cnic: ["person"],
    phone: ["person", "phone", "organisation"],
    imei: ["device"],
    registration: ["vehicle"],
    chassis: ["vehicle"],
    engine: ["vehicle"],
    weapon_type: ["weapon"],
    bore: ["weapon"],
    serial: ["weapon"],
    fsl_match: ["weapon"],
    iban: ["account"],
    bank: ["account"],
    account_number: ["account"],
    address: ["address"],
    organisation_number: ["organisation"],
    is_child: ["person"],
  },
};

/** Give the values without those that mean nothing beside the others: what is not asked is not sent. */
export function fitting(operation: string, values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => fits(operation, name, values)));
}

export function fits(operation: string, name: string, values: Values): boolean {
  const kinds = OF_KIND[operation]?.[name];
  return !kinds || kinds.includes(String(values.kind ?? values.action));
}

/** Steps that need an hour, unless they name a day on which the court calls by its list. */
const TIMED = new Set(["schedule_hearing", "fix_hearing", "split_hearing"]);

/** Whether a field must be filled because of what the others say, though the shape leaves it open. */
export function isNeeded(operation: string, path: string, values: Values): boolean {
  return path === "starts_at" && TIMED.has(operation) && !values.day;
}

/** What is missing because of what the others say. */
export function lacking(operation: string, sent: Values): Record<string, Wrong> {
  return isNeeded(operation, "starts_at", sent) && !sent.starts_at ? { starts_at: { reason: "required" } } : {};
}
