/** Cases whose exhibits' custody has gaps: what a defence would ask about, found before the trial. */
import { Group, NativeSelect } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { DistrictName, FirLabel, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { PrintButton } from "./Taking";

const KINDS = ["unexplained_days", "missing_entry", "custodian_unnamed", "custodian_not_witness", "never_sealed", "seal_mismatch", "left_unsealed", "quantity_mismatch", "hash_mismatch", "order_impossible", "late_to_laboratory", "not_produced", "not_played", "report_overdue"] as const;

export default function Gaps() {
  const { t } = useTranslation(["reports", "fields", "choices"]);
  const [address, setAddress] = useSearchParams();
  const kind = KINDS.find((one) => one === address.get("kind"));
  const district = address.get("district") ?? "";
  const set = (name: string, value: string) =>
    setAddress((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    }, { replace: true });
  const query = { limit: 50, ...(kind ? { kind } : {}), ...(district ? { district } : {}) };
  const asked = api.useInfiniteQuery("get", "/api/exhibit-gaps", { params: { query } }, PAGES);
  const isBarren = asked.hasNextPage && rowsOf(asked.data).length === 0 && !asked.isFetchingNextPage;
  useEffect(() => {
    // A page may hold nothing while there is more after it.
    if (isBarren) void asked.fetchNextPage();
  }, [isBarren]); // eslint-disable-line -- goes on until something is found
  return (
    <Page title={t("page.gaps")} under={t("gaps_explain")} actions={<PrintButton />}>
      <Group align="flex-end" className="no-print">
        <DistrictSelect value={district} onChange={(value) => set("district", value)} any={t("all_districts")} />
        <NativeSelect label={t("gap_kind")} value={kind ?? ""} onChange={(event) => set("kind", event.currentTarget.value)}>
          <option value="">{t("any_gap")}</option>
          {KINDS.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
        </NativeSelect>
      </Group>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0 && !asked.hasNextPage} empty={t("no_gaps")}>
        {(pages) => (
          <Rows
            label={t("page.gaps")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "fir", title: t("case"), cell: (row) => <Link to={`/cases/${row.id}#exhibits`}><FirLabel of={row} /></Link> },
              { key: "kinds", title: t("gaps"), cell: (row) => Object.entries(row.kinds).map(([name, count]) => <div key={name}>{t(`choices:${name}`)}: <span className="number">{String(count)}</span></div>) },
              { key: "longest", title: t("longest_days"), cell: (row) => <span className="number">{row.longest_days}</span> },
              { key: "stage", title: t("fields:stage"), cell: (row) => t(`choices:${row.stage}`) },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "lead", title: t("fields:lead_prosecutor_id"), cell: (row) => <PersonName id={row.lead_prosecutor_id} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
