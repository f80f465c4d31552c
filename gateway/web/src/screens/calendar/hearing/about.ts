/** What the forms of a hearing need to know: the pickers of people by its case, the free times by its court and length. */
import type { Hearing } from "../hearings";

type Known = Pick<Hearing, "id" | "case_id" | "court_id" | "starts_at" | "ends_at" | "prosecutor_ids" | "version">;

export function aboutHearing(of: Known) {
  const minutes = Math.round((Date.parse(of.ends_at) - Date.parse(of.starts_at)) / 60_000);
  return {
    params: { hearing_id: of.id, case_id: of.case_id, court_id: of.court_id, minutes: String(minutes), prosecutor_id: of.prosecutor_ids[0] ?? "" },
    version: of.version,
  };
}
