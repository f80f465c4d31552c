/** What a form is made from: an operation's own description in the OpenAPI document, cut out when the client is built. */

export interface Shape {
  type?: string | string[];
  format?: string;
  enum?: (string | number | null)[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  description?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  additionalProperties?: boolean | Shape;
  anyOf?: Shape[];
  allOf?: Shape[];
  /** That it is a colleague's id, and which permission they need; "" where any will do. */
  "x-person"?: string;
}

export interface Operation {
  operation: string;
  method: string;
  path: string;
  permission: string | null;
  /** Whether the version that was looked at must be named (If-Match). */
  guarded: boolean;
  body: Shape | null;
}

const files = import.meta.glob<{ default: Operation }>("/made/forms/*.json");

export async function readOperation(name: string): Promise<Operation> {
  const load = files[`/made/forms/${name}.json`];
  if (!load) throw new Error(`there is no operation ${name}`);
  return (await load()).default;
}

export function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the path needs ${name}`);
    return encodeURIComponent(value);
  });
}

export type Kind = "choice" | "flag" | "day" | "instant" | "time" | "number" | "amount" | "text" | "lines" | "secret" | "id" | "list" | "group";

export function typesOf(shape: Shape): string[] {
  return Array.isArray(shape.type) ? shape.type : shape.type ? [shape.type] : [];
}

export function mayBeNothing(shape: Shape): boolean {
  return typesOf(shape).includes("null") || !!shape.anyOf?.some((one) => one.type === "null");
}

/** The shape itself, without the wrapper that only says that it may be null. */
export function bare(shape: Shape): Shape {
  const found = shape.anyOf?.find((one) => one.type !== "null") ?? shape.allOf?.[0];
  return found ? { ...found, ...(shape.default === undefined ? {} : { default: shape.default }) } : shape;
}

/** An address of e-mail, which is one line, has no more signs than that (RFC 5321 s.4.5.3.1). */
const ONE_LINE = 254;

export function kindOf(given: Shape): Kind {
  const shape = bare(given);
  const types = typesOf(shape);
  if (shape.enum) return "choice";
  if (types.includes("object")) return "group";
  if (types.includes("array")) return "list";
  if (types.includes("boolean")) return "flag";
  if (types.includes("integer") || types.includes("number")) return "number";
  if (shape.format === "date") return "day";
  if (shape.format === "date-time") return "instant";
  if (shape.format === "time") return "time";
  if (shape.format === "uuid") return "id";
  if (shape.format === "decimal") return "amount";
  if (shape.format === "password") return "secret";
  return (shape.maxLength ?? 0) > ONE_LINE ? "lines" : "text";
}
