/** What a plan's suggestions come to: who stands how often and how long, as it is now and as it would be; and how they are grouped. */
import type { components } from "@made/api";
import { local } from "@/parts/when";

export type Suggestion = components["schemas"]["SuggestionView"];

export interface Load { hearings: number; minutes: number }
export interface Change { id: string; now: Load; then: Load }

/** Who takes the place that a suggestion is about, after what was decided; nobody when nobody was found. */
export function takerOf(of: Pick<Suggestion, "state" | "replaces_id" | "prosecutor_id" | "chosen_id">): string | null {
  if (of.state === "refused" || of.state === "stale" || of.state === "unfilled") return of.replaces_id;
  return of.state === "changed" ? of.chosen_id : of.prosecutor_id;
}

/** Everybody's hearings and minutes, now and then, whoever changes most first. */
export function compareLoads(suggestions: Suggestion[]): Change[] {
  const found = new Map<string, Change>();
  const add = (id: string, when: "now" | "then", minutes: number) => {
    const change = found.get(id) ?? { id, now: { hearings: 0, minutes: 0 }, then: { hearings: 0, minutes: 0 } };
    change[when].hearings += 1;
    change[when].minutes += minutes;
    found.set(id, change);
  };
  for (const one of suggestions) {
    const minutes = (Date.parse(one.ends_at) - Date.parse(one.starts_at)) / 60_000;
    const taker = takerOf(one);
    const others = one.prosecutor_ids.filter((id) => id !== one.replaces_id);
    for (const id of one.prosecutor_ids) add(id, "now", minutes);
    for (const id of new Set(taker ? [...others, taker] : others)) add(id, "then", minutes);
  }
  const size = ({ now, then }: Change) => Math.abs(then.minutes - now.minutes);
  return [...found.values()].sort((one, other) => size(other) - size(one) || other.then.minutes - one.then.minutes);
}

export interface Group { key: string; day: string; court: string; items: Suggestion[] }

/** The suggestions of one court on one day, in the order of time. */
export function groupByDayAndCourt(suggestions: Suggestion[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of suggestions) {
    const day = local(one.starts_at).format("YYYY-MM-DD");
    const key = `${day} ${one.court_id}`;
    const group = groups.get(key) ?? { key, day, court: one.court_id, items: [] };
    group.items.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].sort((one, other) => one.key.localeCompare(other.key));
}

export const SHOWS = ["open", "unfilled", "decided", "all"] as const;
export type Show = (typeof SHOWS)[number];
const DECIDED = new Set(["accepted", "changed", "refused", "stale"]);

export interface Filter { show: Show; court: string; person: string }

export function choose(suggestions: Suggestion[], { show, court, person }: Filter): Suggestion[] {
  return suggestions.filter(
    (one) =>
      (show === "all" || (show === "decided" ? DECIDED.has(one.state) : one.state === show)) &&
      (!court || one.court_id === court) &&
      (!person || one.prosecutor_id === person || one.prosecutor_ids.includes(person)),
  );
}
