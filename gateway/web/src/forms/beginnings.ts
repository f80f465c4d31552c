/** What a form begins with besides what its place knows: facts of the reader and of the day, never a guess; and what follows from an answer. */
import type { Me } from "@/app/session";
import { isDay } from "@/parts/typedDays";
import { today } from "@/parts/when";
import type { Shape } from "./operation";
import type { Values } from "./values";

const EVERYWHERE = "*";

export function factsFor(operation: string, shape: Shape, me: Me): Values {
  const [district, ...others] = me.districts;
  const isTheirs = shape.required?.includes("district") && district !== EVERYWHERE && others.length === 0;
  return {
    ...(isTheirs && district ? { district } : {}),
    // A copy is entered on the day it comes; a FIR mostly names somebody, and a row that stays empty is not sent.
    ...(operation === "register_case" ? { received_on: today(), accused: [{}] } : {}),
  };
}

/** Give the values after one was changed, with what follows from it: the FIR's year is that of its day until somebody says otherwise. */
export function follow(before: Values, changed: Values, name: string): Values {
  if (name !== "fir_on" || typeof changed.fir_on !== "string" || !isDay(changed.fir_on)) return changed;
  const isOwn = changed.fir_year !== undefined && changed.fir_year !== yearOf(before.fir_on);
  return isOwn ? changed : { ...changed, fir_year: yearOf(changed.fir_on) };
}

function yearOf(day: unknown): number | undefined {
  return typeof day === "string" && isDay(day) ? Number(day.slice(0, 4)) : undefined;
}
