/** What is in the way of a hearing at another time, as far as the reader sees it: its room taken, or one of its prosecutors elsewhere. */
import type { Taken } from "@/forms/InTheWay";
import type { Hearing } from "./hearings";

type Standing = Pick<Hearing, "id" | "court_id" | "room_id" | "prosecutor_ids" | "starts_at" | "ends_at" | "is_untimed" | "status">;

export function findClashes(hearing: Standing, startsAt: string, others: Standing[]): Taken[] {
  const starts = Date.parse(startsAt);
  const ends = starts + Date.parse(hearing.ends_at) - Date.parse(hearing.starts_at);
  const found = new Map<string, Taken>();
  for (const one of others) {
    const isThen = Date.parse(one.starts_at) < ends && starts < Date.parse(one.ends_at);
    if (one.id === hearing.id || one.status !== "scheduled" || !isThen) continue;
    const facts = { hearing_id: one.id, court_id: one.court_id, starts_at: one.starts_at, ends_at: one.ends_at, is_untimed: one.is_untimed };
    // Matters on one day's list are called one after the other: only hours of a room exclude one another.
    if (one.room_id === hearing.room_id && !one.is_untimed && !hearing.is_untimed) found.set(`room ${one.id}`, { kind: "room", resource_id: one.room_id, ...facts });
    if (one.court_id === hearing.court_id && (one.is_untimed || hearing.is_untimed)) continue;
    for (const id of one.prosecutor_ids.filter((person) => hearing.prosecutor_ids.includes(person))) {
      found.set(`${id} ${one.id}`, { kind: "prosecutor", resource_id: id, ...facts });
    }
  }
  return [...found.values()];
}
