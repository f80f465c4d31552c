/** People, whom the server finds by what is typed. */
import { EVER_PROSECUTORS, usePeople } from "@/parts/people";
import { SERVED, type Source } from "./source";

function chosenOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string" && one !== "");
}

const byPermission = new Map<string, Source>();

/** Colleagues whose roles carry a permission; any, where it is "". */
export function peopleWhoMay(may: string): Source {
  const known = byPermission.get(may) ?? (({ value }, search) => usePeople(search, chosenOf(value), may ? { may } : {}));
  byPermission.set(may, known);
  SERVED.add(known);
  return known;
}

/** From whom work is taken, or whose work is looked for: often somebody who has left. */
export const everProsecutors: Source = ({ value }, search) => usePeople(search, chosenOf(value), EVER_PROSECUTORS);
SERVED.add(everProsecutors);
