/** What a row of a report is called, by the dimension it counts. */
import { useTranslation } from "react-i18next";
import { CourtName, DistrictName, PersonName, sectionLabel } from "@/parts/names";

export function GroupLabel({ by, of }: { by: string; of: string }) {
  const { t, i18n } = useTranslation("choices");
  if (by === "prosecutor") return <PersonName id={of} />;
  if (by === "court") return <CourtName id={of} />;
  if (by === "district") return <DistrictName code={of} />;
  if (by === "offence") {
    const [act = "", ...section] = of.split(" ");
    return <bdi>{sectionLabel({ act, section: section.join(" ") })}</bdi>;
  }
  return <bdi>{i18n.exists(of, { ns: "choices" }) ? t(of) : of}</bdi>;
}
