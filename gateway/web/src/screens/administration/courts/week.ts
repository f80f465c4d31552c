/** Hours of a week, by days in a row. */
export interface Hours { weekday: number; opens: string; closes: string }

export function join(hours: Hours[]): { from: number; to: number; opens: string; closes: string }[] {
  const joined: { from: number; to: number; opens: string; closes: string }[] = [];
  for (const { weekday, opens, closes } of [...hours].sort((one, other) => one.weekday - other.weekday)) {
    const last = joined.at(-1);
    if (last && last.to === weekday - 1 && last.opens === opens && last.closes === closes) last.to = weekday;
    else joined.push({ from: weekday, to: weekday, opens, closes });
  }
  return joined;
}
