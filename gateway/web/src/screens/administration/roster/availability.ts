/** A prosecutor's days, made of the spans the service answers: when they work, when something stands, what they asked to avoid. */
import dayjs from "dayjs";
import { instantOf, local } from "@/parts/when";

export type Span = [starts: string, ends: string];
interface Given { starts_at: string; ends_at: string }
interface Found { away: Given[]; avoid: Given[]; busy: Given[] }
interface DayOf { day: string; here: Span[]; busy: Span[]; avoid: Span[] }

export function daysOf(from: string, count: number, { away, avoid, busy }: Found): DayOf[] {
  return Array.from({ length: count }, (_, number) => {
    const day = dayjs(from).add(number, "day").format("YYYY-MM-DD");
    return { day, here: around(within(day, away)), busy: within(day, busy), avoid: within(day, avoid) };
  });
}

/** The parts of spans that lie on a day, as times of its clock, in order and joined where they touch. */
function within(day: string, given: Given[]): Span[] {
  const starts = dayjs(instantOf(day, "00:00"));
  const ends = starts.add(1, "day");
  const cut = given
    .map(({ starts_at, ends_at }) => [dayjs(starts_at), dayjs(ends_at)] as const)
    .filter(([begin, end]) => begin.isBefore(ends) && end.isAfter(starts))
    .map(([begin, end]): Span => [begin.isAfter(starts) ? clock(begin) : "00:00", end.isBefore(ends) ? clock(end) : "24:00"])
    .sort(([one], [other]) => one.localeCompare(other));
  const joined: Span[] = [];
  for (const [begin, end] of cut) {
    const last = joined.at(-1);
    if (last && begin <= last[1]) last[1] = end > last[1] ? end : last[1];
    else joined.push([begin, end]);
  }
  return joined;
}

export function isWhole([first, ...others]: Span[]): boolean {
  return others.length === 0 && first?.[0] === "00:00" && first[1] === "24:00";
}

/** What a day has besides the spans. */
function around(spans: Span[]): Span[] {
  const edges = ["00:00", ...spans.flat(), "24:00"];
  const found: Span[] = [];
  for (let at = 0; at < edges.length; at += 2) {
    const [begin = "", end = ""] = edges.slice(at, at + 2);
    if (begin < end) found.push([begin, end]);
  }
  return found;
}

function clock(at: dayjs.Dayjs): string {
  return local(at.toISOString()).format("HH:mm");
}
