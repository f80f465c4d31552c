/** Which version a form names: what is set as a whole is set over what was looked at, as the page may have read something newer behind it since. */
export interface Looked {
  /** Give the version to name, as the page now has `version`. */
  over: (version: number | undefined) => number | undefined;
  /** Whoever was refused, or has sent it, goes on from what stands now. */
  anew: () => void;
}

export function lookAt(method: string, version: number | undefined): Looked {
  // A change (PATCH) sends what was touched alone, and a step (POST) takes nothing away.
  let seen = method === "PUT" ? version : undefined;
  return {
    over: (now) => seen ?? now,
    anew: () => {
      seen = undefined;
    },
  };
}
