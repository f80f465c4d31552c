/** Whatever the API offers to people has its place on a screen. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** For programs, or read by another way; each with its reason. */
const ELSEWHERE: Record<string, string> = {
  subscribe_calendar: "calendar programs fetch it by the address that a person copies",
  read_feed_free_busy: "calendar programs ask it of the same address",
  read_calendar_objects: "the CalDAV server asks it",
  sync_calendar: "the CalDAV server asks it",
  read_account: "the list of accounts holds all there is of one",
  read_video_link: "the list of video links holds all there is of one",
  read_version: "the list of a document's versions holds all there is of one",
  read_case_titles: "for programs that name many cases at once; a page names the few that it shows",
  list_own_recusals: "the gateway asks it, to keep the events of these cases back; nobody reads a case from which they are recused",
  listen: "src/api/live.ts listens by EventSource, which no typed call makes",
};

function readAll(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf-8"))
    .join("\n");
}

const CODE = readAll("src");
const { paths } = JSON.parse(readFileSync("made/openapi.json", "utf-8")) as {
  paths: Record<string, Record<string, { operationId?: string }>>;
};

/** A form is named by its operation, a typed call by its method and path. */
function isUsed(method: string, path: string, operation: string): boolean {
  const quoted = path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`["'\`]${operation}["'\`]`).test(CODE) || new RegExp(`\\b${method}["',(\\s]+["'\`]${quoted}["'\`]`, "i").test(CODE);
}

test("every operation has a place in the client, or a reason to have none", () => {
  const missing = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method, { operationId }]) => operationId && !(operationId in ELSEWHERE) && !isUsed(method, path, operationId))
      .map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`),
  );
  expect(missing).toEqual([]);
});

test("every reason is still needed", () => {
  const known = new Set(Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId)));
  expect(Object.keys(ELSEWHERE).filter((operation) => !known.has(operation))).toEqual([]);
});
