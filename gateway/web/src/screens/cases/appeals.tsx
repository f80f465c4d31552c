/** Appeals that wait for an office: which, in which case, and how many days are left. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useMayDo } from "@/forms/ProcedureButton";
import { DistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Due } from "@/parts/when";

const OFFICES = ["prosecutor", "district_public_prosecutor", "prosecutor_general", "law_secretary", "law_minister", "government"] as const;

/** The office whose appeals a person most likely comes for. */
function useOwnOffice(): (typeof OFFICES)[number] {
  const mayDo = useMayDo();
  if (mayDo("complete_office_period")) return "prosecutor_general";
  return mayDo("hand_over") ? "district_public_prosecutor" : "prosecutor";
}

export default function Appeals() {
  const { t } = useTranslation(["cases", "fields", "choices", "common"]);
  const own = useOwnOffice();
  const [query, setQuery] = useSearchParams();
  const awaits = OFFICES.find((one) => one === query.get("awaits")) ?? own;
  const asked = api.useInfiniteQuery("get", "/api/appeals", { params: { query: { limit: 50, awaits } } }, PAGES);
  return (
    <Page title={t("appeals")} under={t("appeals_explain")}>
      <NativeSelect label={t("awaits")} value={awaits} maw={360} className="no-print" onChange={(event) => setQuery({ awaits: event.currentTarget.value }, { replace: true })}>
        {OFFICES.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
      </NativeSelect>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_appeals")}>
        {(pages) => (
          <Rows
            label={t("appeals")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "case", title: t("case"), cell: (row) => <Link to={`/cases/${row.case_id}#trial`}><bdi>{t("common:fir_label", { number: row.fir_label, station: row.police_station })}</bdi></Link> },
              { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
              { key: "state", title: t("fields:state"), cell: (row) => t(`choices:${row.state}`) },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "last_day", title: t("fields:last_day"), cell: (row) => (row.last_day ? <Due on={row.last_day} /> : "–") },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
