/** Where a day of the courts' calendar holds: in the whole province, in a district, in one court. */
import { CourtName, DistrictName } from "@/parts/names";

export function Scope({ of }: { of: string }) {
  const [kind, which = ""] = of.split(":");
  if (kind === "court") return <CourtName id={which} />;
  return <DistrictName code={kind === "district" ? which : "*"} />;
}
