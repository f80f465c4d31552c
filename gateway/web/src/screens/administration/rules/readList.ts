/** A list of proscribed persons as an office has it: a table saved as CSV, one person a line, read on this device. */
import type { components } from "@made/api";
import { isDay } from "@/parts/typedDays";

type Entry = components["schemas"]["NewProscribed"];

const COLUMNS = ["name", "aliases", "father_name", "cnic", "listed_on"] as const;

export interface ReadList { entries: Entry[]; wrong: { line: number; why: "no_name" | "bad_day" }[]; lacks: string[] }

/** Read the table; what is wrong is told by its line, so that it can be mended in the table itself. */
export function readList(text: string): ReadList {
  const [head = [], ...rows] = splitTable(text.replace(/^\uFEFF/, ""));
  const place = new Map(head.map((title, index) => [title.trim().toLowerCase().replace(/[ '’]+/g, "_"), index]));
  const found: ReadList = { entries: [], wrong: [], lacks: place.has("name") ? [] : ["name"] };
  if (found.lacks.length > 0) return found;
  rows.forEach((row, index) => {
    const cell = (name: (typeof COLUMNS)[number]) => row[place.get(name) ?? -1]?.trim() || undefined;
    if (row.every((one) => !one.trim())) return;
    const name = cell("name");
    const listed = cell("listed_on");
    if (!name) found.wrong.push({ line: index + 2, why: "no_name" });
    else if (listed && !isDay(listed)) found.wrong.push({ line: index + 2, why: "bad_day" });
    else found.entries.push(entryOf(name, cell("aliases"), { father_name: cell("father_name"), cnic: cell("cnic"), listed_on: listed }));
  });
  return found;
}

function entryOf(name: string, aliases: string | undefined, rest: Record<string, string | undefined>): Entry {
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const others = aliases?.split(/[;|]/).map((one) => one.trim()).filter(Boolean);
  return { name, ...(others?.length ? { aliases: others } : {}), ...known } as Entry;
}

/** Split by the separator that the first line uses; quoted cells may hold separators, quotes and line ends (RFC 4180). */
function splitTable(text: string): string[][] {
  const firstLine = text.split(/\r?\n/, 1)[0] ?? "";
  const separator = [";", "\t", ","].find((one) => firstLine.includes(one)) ?? ",";
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (letter === separator || letter === "\n")) {
      rows.at(-1)!.push(cell);
      cell = "";
      if (letter === "\n") rows.push([]);
    } else if (isQuoted || letter !== "\r") cell += letter;
  }
  rows.at(-1)!.push(cell);
  return rows;
}
