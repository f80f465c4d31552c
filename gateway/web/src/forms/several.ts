/** Sections of one act written in one field, as FIRs have them: `302/324/34`. Each becomes a row of its own. */
import { readAt, writeAt, type Values } from "./values";

/** Strokes, commas of any script, semicolons; a space counts where digits follow, as `23 (1)(a)` is one section. */
const BETWEEN = /\s*[/,;،؛]\s*|\s+(?=[\d۰-۹٠-٩])/;
const IN_ROW = /^(.*)\.(\d+)\.section$/;

export function splitSections(text: string): string[] {
  return text.split(BETWEEN).map((one) => one.trim()).filter(Boolean);
}

/** Give the values with a row for each section that stands in one row's field; nothing when there is one at most. */
export function spreadSections(values: Values, path: string): { values: Values; list: string } | undefined {
  const [, list, row] = IN_ROW.exec(path) ?? [];
  const written = readAt(values, path);
  const sections = typeof written === "string" ? splitSections(written) : [];
  const rows = list === undefined ? undefined : readAt(values, list);
  if (list === undefined || !Array.isArray(rows) || sections.length < 2) return undefined;
  const place = Number(row);
  const { act } = rows[place] as Values;
  const [first, ...others] = sections;
  const further = others.map((section) => (act === undefined ? { section } : { act, section }));
  const spread = [...rows.slice(0, place), { ...(rows[place] as Values), section: first }, ...further, ...rows.slice(place + 1)];
  return { values: writeAt(values, list, spread), list };
}
