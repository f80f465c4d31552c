/** The record of what was done at a hearing, entry by entry; the last one holds. */
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { Facts } from "./Facts";
import { Read } from "./Read";

const SHOWN = [
  "attended", "absent", "witnesses_called", "witnesses_present", "examined_fact", "examined_formal", "examined_other", "done", "costs",
  "costs_on", "reason", "recorded_by", "recorded_at",
];

export function Proceedings({ hearingId }: { hearingId: string }) {
  const { t } = useTranslation("file");
  const asked = api.useQuery("get", "/api/hearings/{hearing_id}/proceedings", { params: { path: { hearing_id: hearingId } } });
  return (
    <Read from={asked} isEmpty={({ entries }) => entries.length === 0} empty={t("no_proceedings")}>
      {({ entries }) => entries.map((entry, index) => <Facts key={index} of={entry} show={SHOWN} />)}
    </Read>
  );
}
