/** How far seats are apart: nobody is booked at two of them with less time between than the way takes. */
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource } from "@/parts/Sentence";
import { Day, today } from "@/parts/when";

export default function TravelTimes() {
  const { t } = useTranslation(["postings", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/travel-times", { params: { query: { limit: 100 } } }, PAGES);
  return (
    <Page title={t("travel")} under={t("travel_help")} actions={<ProcedureButton operation="set_travel_time" known={{ valid_from: today() }} button={{ variant: "filled" }} />}>
      <Read from={asked} rows={6} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_travel")}>
        {(pages) => (
          <Rows
            label={t("travel")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "way", title: t("way"), cell: (row) => <><DistrictName code={row.one_seat} /> – <DistrictName code={row.other_seat} /></> },
              { key: "minutes", title: t("fields:minutes"), cell: (row) => <span className="number">{row.minutes}</span> },
              { key: "from", title: t("fields:valid_from"), cell: (row) => <Day on={row.valid_from} /> },
              { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
              { key: "steps", title: t("steps"), cell: (row) => <ProcedureButton operation="set_travel_time" known={{ one_seat: row.one_seat, other_seat: row.other_seat, minutes: row.minutes, valid_from: today() }} button={{ size: "compact-sm", variant: "default" }} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
