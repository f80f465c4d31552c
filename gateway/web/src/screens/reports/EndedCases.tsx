/** The results behind the numbers of a report on endings: accused by accused, and the way to each case. */
import { NativeSelect, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { DistrictName, FirLabel, PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { useSpan, useWord } from "./span";

const VERDICTS = ["convicted", "acquitted", "acquitted_early", "compounded", "withdrawn", "discharged", "abated", "dormant"] as const;
/** What is reported to the Prosecutor General with its grounds (SCPSA s.11(5)). */
const REPORTED = new Set<string>(["acquitted", "acquitted_early", "compounded"]);

export function EndedCases() {
  const { t } = useTranslation(["reports", "fields", "choices"]);
  const { query } = useSpan();
  const [verdict, setVerdict] = useWord("verdict", VERDICTS);
  const asked = api.useInfiniteQuery("get", "/api/performance/endings/cases", { params: { query: { ...query, limit: 25, ...(verdict ? { verdict } : {}) } } }, PAGES);
  const groundsOf = (row: { verdict: string; is_reported: boolean; grounds: string[] }) => {
    if (!REPORTED.has(row.verdict)) return "–";
    return row.is_reported ? row.grounds.map((one) => t(`choices:${one}`)).join(t("comma")) : t("not_reported");
  };
  return (
    <section>
      <Title order={2} size="h4" mb="xs">{t("ended_cases")}</Title>
      <NativeSelect className="no-print" w={{ base: "100%", sm: 320 }} mb="sm" label={t("fields:verdict")} value={verdict ?? ""} onChange={(event) => setVerdict(event.currentTarget.value)}>
        <option value="">{t("any_verdict")}</option>
        {VERDICTS.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
      </NativeSelect>
      <Read from={asked} rows={4} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_ended_cases")}>
        {(pages) => (
          <Rows
            label={t("ended_cases")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "fir", title: t("case"), cell: (row) => <Link to={`/cases/${row.case_id}`}><FirLabel of={row} /></Link> },
              { key: "accused", title: t("accused"), cell: (row) => <span className="number">{row.accused_number}</span> },
              { key: "verdict", title: t("fields:verdict"), cell: (row) => t(`choices:${row.verdict}`) },
              { key: "on", title: t("fields:decided_on"), cell: (row) => <Day on={row.decided_on} /> },
              { key: "grounds", title: t("reported_grounds"), cell: groundsOf },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "lead", title: t("fields:lead_prosecutor_id"), cell: (row) => (row.lead_prosecutor_id ? <PersonName id={row.lead_prosecutor_id} /> : "–") },
            ]}
          />
        )}
      </Read>
    </section>
  );
}
