/** What the API says when something is wrong (RFC 9457), and what we say when it cannot be reached. */

export type FieldErrors = { [name: string]: string[] | FieldErrors };

export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: FieldErrors = {},
    readonly more: Record<string, unknown> = {},
    readonly retryAfter: number | undefined = undefined,
  ) {
    super(detail || code);
    this.name = "Problem";
  }

  /** Whether the request may never have arrived: the line is down, or nobody answered in time. */
  get isUnreachable(): boolean {
    return this.status === 0 || this.status === 503 || this.status === 504;
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }

  static unreachable(tooLate: boolean): Problem {
    return new Problem(0, tooLate ? "no_answer" : "no_connection", "");
  }
}

export async function readProblem(response: Response): Promise<Problem> {
  let said: Record<string, unknown> = {};
  try {
    said = (await response.json()) as Record<string, unknown>;
  } catch {
    // A proxy's page, or an answer that broke off: the status alone must do.
  }
  const { code, detail, errors, title: _title, type: _type, status: _status, instance: _instance, correlation_id: _correlation, ...more } = said;
  const wait = Number(response.headers.get("retry-after"));
  return new Problem(
    response.status,
    typeof code === "string" ? code : `status_${response.status}`,
    typeof detail === "string" ? detail : "",
    (errors ?? {}) as FieldErrors,
    more,
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
  );
}

/** Flatten nested field errors to dotted paths, as form fields are named; what is said of one field stands in lines. */
export function flatten(fields: FieldErrors, prefix = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const path = prefix ? `${prefix}.${name}` : name;
    if (Array.isArray(value)) found[path] = value.join("\n");
    else if (value && typeof value === "object") Object.assign(found, flatten(value, path));
    else found[path] = String(value);
  }
  return found;
}
