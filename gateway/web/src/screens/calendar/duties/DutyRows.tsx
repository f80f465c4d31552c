/** Turns of duty between two days: which duty, who keeps it, when and at which court. */
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { CourtName, PersonName, useCodes } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import type { TakenBack } from "@/parts/takenBack";
import { Day, local, Time } from "@/parts/when";

interface Props { from: string; to: string; district?: string; prosecutorId?: string; onTakenBack: (turn: TakenBack) => void }

export function DutyRows({ from, to, district, prosecutorId, onTakenBack }: Props) {
  const { t } = useTranslation("postings");
  const title = useCodes();
  const asked = api.useInfiniteQuery(
    "get",
    "/api/duties",
    { params: { query: { from, to, limit: 100, ...(district ? { district } : {}), ...(prosecutorId ? { prosecutor_id: prosecutorId } : {}) } } },
    PAGES,
  );
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_duties")}>
      {(pages) => (
        <Rows
          label={t("duties")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "day", title: t("day"), cell: (row) => <Day on={local(row.starts_at).format("YYYY-MM-DD")} /> },
            { key: "time", title: t("time"), cell: (row) => (isWholeDay(row) ? t("all_day") : <><Time at={row.starts_at} />–<Time at={row.ends_at} /></>) },
            { key: "duty", title: t("duty"), cell: (row) => title("duty", row.duty) },
            ...(prosecutorId ? [] : [{ key: "who", title: t("prosecutor"), cell: (row: { prosecutor_id: string }) => <PersonName id={row.prosecutor_id} /> }]),
            { key: "court", title: t("court"), cell: (row) => <CourtName id={row.court_id} /> },
            { key: "back", title: t("steps"), cell: (row) => <ProcedureButton operation="withdraw_duty" params={{ duty_id: row.id }} onDone={() => onTakenBack(row)} button={{ size: "compact-sm", variant: "default" }} /> },
          ]}
        />
      )}
    </Read>
  );
}

function isWholeDay({ starts_at, ends_at }: { starts_at: string; ends_at: string }): boolean {
  return local(starts_at).add(1, "day").isSame(local(ends_at)) && local(starts_at).format("HH:mm") === "00:00";
}
