/** Days that were closed and are open again, turns that were given and taken back: which hearings they stood in the way of. */
import type { components } from "@made/api";

export type Standing = Pick<components["schemas"]["HearingView"], "starts_at" | "ends_at" | "prosecutor_ids">;
export interface TakenBack { starts_at: string; ends_at: string; prosecutor_id?: string }

export function isWithin({ starts_at, ends_at, prosecutor_ids }: Standing, back: TakenBack): boolean {
  const isThen = Date.parse(starts_at) < Date.parse(back.ends_at) && Date.parse(ends_at) > Date.parse(back.starts_at);
  return isThen && (!back.prosecutor_id || prosecutor_ids.includes(back.prosecutor_id));
}
