/** The cases behind the numbers of a report on delays: each with why it waits, and the way to it. */
import { NativeSelect, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { DistrictName, FirLabel, PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { useSpan, useWord } from "./span";

const WHYS = ["adjourned", "adjourned_often", "overdue", "returned", "long_custody"] as const;

export function DelayedCases() {
  const { t } = useTranslation(["reports", "fields", "choices"]);
  const { query } = useSpan();
  const [why, setWhy] = useWord("why", WHYS);
  const asked = api.useInfiniteQuery("get", "/api/performance/delays/cases", { params: { query: { ...query, limit: 25, ...(why ? { why } : {}) } } }, PAGES);
  const counts = (["adjournments", "most_by_one", "overdue", "returned"] as const).map((name) => ({
    key: name,
    title: t(`waits.${name}`),
    cell: (row: Record<typeof name, number>) => <span className="number">{row[name] || "–"}</span>,
  }));
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{t("waiting_cases")}</Title>
      <NativeSelect className="no-print" w={{ base: "100%", sm: 320 }} mb="sm" label={t("why")} value={why ?? ""} onChange={(event) => setWhy(event.currentTarget.value)}>
        <option value="">{t("any_why")}</option>
        {WHYS.map((one) => <option key={one} value={one}>{t(`whys.${one}`)}</option>)}
      </NativeSelect>
      <Read from={asked} rows={4} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_waiting_cases")}>
        {(pages) => (
          <Rows
            label={t("waiting_cases")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "fir", title: t("case"), cell: (row) => <Link to={`/cases/${row.case_id}`}><FirLabel of={row} /></Link> },
              { key: "stage", title: t("fields:stage"), cell: (row) => t(`choices:${row.stage}`) },
              ...counts,
              { key: "custody", title: t("waits.in_custody_since"), cell: (row) => (row.in_custody_since ? <Day on={row.in_custody_since} /> : "–") },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "lead", title: t("fields:lead_prosecutor_id"), cell: (row) => (row.lead_prosecutor_id ? <PersonName id={row.lead_prosecutor_id} /> : "–") },
            ]}
          />
        )}
      </Read>
    </section>
  );
}
