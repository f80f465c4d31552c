/** How a request to see an identity stands at this moment: an approval ends by the clock, also while the page is open. */
import type { components } from "@made/api";

export type OpeningState = "asked" | "approved" | "refused" | "expired" | "lapsed";

export function stateNow({ state, expires_at }: Pick<components["schemas"]["OpeningView"], "state" | "expires_at">, now = Date.now()): OpeningState {
  if (state === "approved" && expires_at !== null && Date.parse(expires_at) <= now) return "expired";
  return state as OpeningState;
}
