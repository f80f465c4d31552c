/** Years that are looked at: the last one, this one, and those that are declared ahead. */
import { today } from "@/parts/when";

export function years(): string[] {
  const now = Number(today().slice(0, 4));
  return [now - 1, now, now + 1, now + 2].map(String);
}
