/** A form's values: how they begin, what of them is sent, and what is wrong with them. */
import { Validator, type OutputUnit, type Schema } from "@cfworker/json-schema";
import { bare, kindOf, mayBeNothing, type Shape } from "./operation";

export type Values = { [name: string]: unknown };

/** What a form begins with: what is known already, else the default, else nothing. */
export function beginWith(shape: Shape, known: Values): Values {
  const begun: Values = {};
  for (const [name, given] of Object.entries(shape.properties ?? {})) {
    if (known[name] !== undefined) begun[name] = known[name];
    else if (given.default !== undefined && given.default !== null) begun[name] = given.default;
    else if (kindOf(given) === "flag" && shape.required?.includes(name)) begun[name] = false;
    else if (kindOf(given) === "group" && shape.required?.includes(name)) begun[name] = beginWith(bare(given), {});
    if (isListOfGroups(given)) begun[name] = beginRows(given, begun[name] as Values[] | undefined, !!shape.required?.includes(name));
    if (begun[name] === undefined && isListOfDays(given) && shape.required?.includes(name)) begun[name] = [""];
    if (begun[name] === undefined) delete begun[name];
  }
  return begun;
}

function isListOfGroups(given: Shape): boolean {
  return kindOf(given) === "list" && kindOf(bare(given).items ?? {}) === "group";
}

function isListOfDays(given: Shape): boolean {
  return kindOf(given) === "list" && kindOf(bare(given).items ?? {}) === "day";
}

/** A list that must not be empty begins with its first row; each row with what the shape says of it. */
function beginRows(given: Shape, rows: Values[] | undefined, isRequired: boolean): Values[] | undefined {
  const list = bare(given);
  const begun = !rows?.length && isRequired && list.minItems ? [{}] : rows;
  return begun?.map((row) => ({ ...beginWith(bare(list.items ?? {}), {}), ...row }));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (typeof value === "number" && Number.isNaN(value));
}

/** What is sent: nothing where nothing was entered, null where something is taken away; a change sends what changed only. */
export function clean(shape: Shape, values: Values, { before }: { before?: Values | undefined } = {}): Values {
  const sent: Values = {};
  for (const [name, given] of Object.entries(shape.properties ?? {})) {
    const isRequired = !!shape.required?.includes(name);
    const value = cleanOne(bare(given), values[name] ?? (isRequired && kindOf(given) === "group" ? {} : undefined), isRequired);
    if (before && JSON.stringify(value ?? null) === JSON.stringify(before[name] ?? null)) continue;
    if (!isNothing(value)) sent[name] = value;
    else if (before && !isNothing(before[name]) && mayBeNothing(given)) sent[name] = null;
    else if (shape.required?.includes(name) && mayBeNothing(given)) sent[name] = null;
  }
  return sent;
}

function cleanOne(shape: Shape, value: unknown, isRequired: boolean): unknown {
  const kind = kindOf(shape);
  if (kind === "group" && value && typeof value === "object") {
    const inner = clean(shape, value as Values);
    // A group that must be there is sent even when it is empty, so that what it lacks is said of its own fields.
    return isRequired || Object.keys(inner).length > 0 ? inner : undefined;
  }
  if (kind === "list" && Array.isArray(value)) {
    const item = bare(shape.items ?? {});
    return filledRows(shape, value).map((one) => cleanOne(item, one, true)).filter((one) => !isNothing(one));
  }
  // A password is taken as it was typed.
  return typeof value === "string" && kind !== "secret" ? value.trim() : value;
}

function secretsOf(shape: Shape): string[] {
  return Object.entries(shape.properties ?? {}).filter(([, given]) => kindOf(given) === "secret").map(([name]) => name);
}

/** Whether something is asked that may stay nowhere: a password is neither a draft nor kept until there is a line. */
export function hasSecret(shape: Shape): boolean {
  return secretsOf(shape).length > 0;
}

export function withoutSecrets(shape: Shape, values: Values): Values {
  const secrets = secretsOf(shape);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secrets.includes(name)));
}

/** Give the rows without those at the end into which nobody wrote anything, as far as the list may do without them. */
function filledRows(shape: Shape, rows: unknown[]): unknown[] {
  const item = bare(shape.items ?? {});
  if (kindOf(item) !== "group") return rows;
  const last = rows.findLastIndex((row) => !isUntouched(item, row));
  return rows.slice(0, Math.max(last + 1, shape.minItems ?? 0));
}

/** Whether nobody wrote anything into a row. */
export function isUntouched(item: Shape, row: unknown): boolean {
  return JSON.stringify(clean(item, row as Values)) === JSON.stringify(clean(item, beginWith(item, {})));
}

export interface Wrong { reason: string; limit?: number | string | undefined }

const REASONS: Record<string, string> = {
  required: "required", minLength: "required", maxLength: "too_long", pattern: "malformed", format: "malformed", minimum: "too_small",
  maximum: "too_large", minItems: "too_few", maxItems: "too_many", enum: "choose", type: "malformed", uniqueItems: "twice",
};

/** How a code begins that the services take: said apart, as nobody guesses it. */
const CODE = "^[a-z0-9]+(";

/** What is wrong, by the dotted path of the field. */
export function check(shape: Shape, sent: Values): Record<string, Wrong> {
  const found: Record<string, Wrong> = {};
  const result = new Validator(shape as Schema, "2020-12", false).validate(sent);
  for (const error of result.errors) {
    const reason = REASONS[error.keyword];
    if (!reason) continue;
    const path = pathOf(error);
    if (path && !found[path]) {
      const broken = ruleOf(shape, error);
      found[path] = { reason: String(broken).startsWith(CODE) ? "code" : reason, limit: typeof broken === "number" ? broken : undefined };
    }
  }
  return found;
}

/** What a change would take away and may not: it stays as it is, so it would be told as done without being done. */
export function takenAway(shape: Shape, values: Values, before: Values): Record<string, Wrong> {
  const gone = Object.entries(shape.properties ?? {}).filter(([name, given]) => isNothing(values[name]) && !isNothing(before[name]) && !mayBeNothing(given));
  return Object.fromEntries(gone.map(([name]) => [name, { reason: "required" }]));
}

function pathOf({ instanceLocation, keyword, error }: OutputUnit): string {
  const path = instanceLocation.replace(/^#\/?/, "").replaceAll("/", ".");
  if (keyword !== "required") return path;
  const name = /"([^"]+)"/.exec(error)?.[1] ?? "";
  return path ? `${path}.${name}` : name;
}

/** What the shape itself says that was broken: a limit, a pattern. */
function ruleOf(shape: Shape, { keywordLocation }: OutputUnit): unknown {
  let at: unknown = shape;
  for (const step of keywordLocation.replace(/^#\/?/, "").split("/")) {
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}

export function readAt(values: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((at, step) => (at as Values | undefined)?.[step], values);
}

/** Give the values with one of them changed, copying what is on the way. */
export function writeAt<T>(values: T, path: string, value: unknown): T {
  const [step, ...rest] = path.split(".") as [string, ...string[]];
  const changed = rest.length > 0 ? writeAt((values as Values | undefined)?.[step] ?? (/^\d+$/.test(rest[0] ?? "") ? [] : {}), rest.join("."), value) : value;
  if (Array.isArray(values)) return values.map((one, index) => (String(index) === step ? changed : one)).concat(Number(step) >= values.length ? [changed] : []) as T;
  return { ...(values as Values), [step]: changed } as T;
}
