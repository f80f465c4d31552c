/** The one way to the API: typed by its own description, with deadlines, and errors that are always a Problem. */
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "@made/api";
import { Problem, readProblem } from "./problems";

const PATIENCE_MS = 30_000;

const fail: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return undefined;
    throw await readProblem(response);
  },
};

/** Fetch with an end: a call that nobody answers becomes a Problem of kind `unreachable`, never a spinner for ever. */
export async function reach(input: Request): Promise<Response> {
  const early = input.method === "GET" ? takeEarly(input.url) : undefined;
  if (early) return early;
  const ending = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await fetch(new Request(input, { signal: AbortSignal.any([input.signal, ending]) }));
  } catch (error) {
    if (input.signal.aborted) throw error;
    throw Problem.unreachable(ending.aborted);
  }
}

declare global {
  // eslint-disable-next-line no-var -- this is how a global is declared
  var cmmsEarly: Map<string, Promise<Response>> | undefined;
}

/** Give the answer that was asked for before this code was here (public/early.js), once, and only while it is fresh. */
function takeEarly(url: string): Promise<Response> | undefined {
  const asked = globalThis.cmmsEarly?.get(url);
  if (!asked || performance.now() > 20_000) return undefined;
  globalThis.cmmsEarly?.delete(url);
  return asked.catch(() => {
    throw Problem.unreachable(false);
  });
}

export const client = createClient<paths>({ baseUrl: globalThis.location?.origin ?? "http://localhost", fetch: reach });
client.use(fail);

/** Give the body of an answer; errors were thrown already. */
export async function answer<T>(asked: Promise<{ data?: T }>): Promise<T> {
  return (await asked).data as T;
}

/** Send one operation as the generic forms do: method and path are known only when the form is opened. */
export async function send(
  method: string,
  path: string,
  body: unknown,
  { key, version }: { key: string; version?: number | undefined },
): Promise<unknown> {
  const headers: Record<string, string> = { "content-type": "application/json", "idempotency-key": key };
  if (version !== undefined) headers["if-match"] = `"${version}"`;
  const text = body === undefined ? null : JSON.stringify(body);
  const response = await reach(new Request(new URL(path, location.origin), { method, headers, body: text }));
  if (!response.ok) throw await readProblem(response);
  return response.status === 204 ? undefined : response.json();
}
