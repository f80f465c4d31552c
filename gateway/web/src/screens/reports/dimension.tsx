/** Performance by one of the seven dimensions: a chart, and the table behind it with both denominators. */
import { NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Bars } from "./Bars";
import { GroupLabel } from "./labels";
import { SpanFields, useSpan } from "./span";
import { Taking } from "./Taking";

const DIMENSIONS = ["gender", "offence", "district", "police_station", "profession", "prosecutor", "court"] as const;
const SHOWN = ["opening", "instituted", "received", "decided", "transferred", "closing", "unexplained", "case_convicted", "case_acquitted", "conviction_of_cases_contested", "conviction_of_cases_disposed", "clearance", "disposition_days", "adjourned_of_hearings", "late_of_settled", "returned_of_settled"] as const;
const SHARES = new Set<string>(["conviction_of_cases_contested", "conviction_of_cases_disposed", "clearance", "adjourned_of_hearings", "late_of_settled", "returned_of_settled"]);

export default function Dimension() {
  const { t, i18n } = useTranslation(["reports", "fields", "choices"]);
  const { query } = useSpan();
  const [address, setAddress] = useSearchParams();
  const by = DIMENSIONS.find((one) => one === address.get("by")) ?? "district";
  const asked = api.useQuery("get", "/api/performance/figures", { params: { query: { ...query, by } } });
  const label = (row: { key: string; label: string | null }) =>
    ["prosecutor", "court", "district", "offence"].includes(by) || i18n.exists(row.key, { ns: "choices" }) ? <GroupLabel by={by} of={row.key} /> : (row.label ?? row.key);
  const show = (name: string, value: unknown) => {
    if (value === null || value === undefined) return "–";
    return SHARES.has(name) ? `${String(value)}\u00a0%` : String(value);
  };
  return (
    <Page title={t("page.by")} actions={<Taking kind="figures" asked={{ ...query, by }} />}>
      <SpanFields />
      <NativeSelect label={t("by")} value={by} className="no-print" onChange={(event) => setAddress((before) => { const after = new URLSearchParams(before); after.set("by", event.currentTarget.value); return after; })}>
        {DIMENSIONS.map((one) => <option key={one} value={one}>{t(`by_${one}`)}</option>)}
      </NativeSelect>
      <Read from={asked} rows={8} isEmpty={({ groups }) => groups.length === 0} empty={t("no_figures")}>
        {(view) => (
          <>
            {view.hides_small && <Text size="sm" c="dimmed">{t("hides_small")}</Text>}
            {!view.each_case_once && <Text size="sm" c="dimmed">{t("not_once")}</Text>}
            <Bars title={t("closing_by")} bars={view.groups.slice(0, 20).map((one) => ({ key: one.key, label: <bdi>{label(one)}</bdi>, value: one.closing }))} />
            <div style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t("table")}>
              <Rows
                label={t("table")}
                rows={[...view.groups.map((one) => ({ ...one, isTotal: false })), { ...view.total, key: "total", label: t("total"), isTotal: true }]}
                keyOf={(row) => row.key}
                columns={[
                  { key: "label", title: t(`by_${by}`), cell: (row) => <bdi>{row.isTotal ? t("total") : label(row)}</bdi> },
                  ...SHOWN.map((name) => ({ key: name, title: t(`fields:${name}`), cell: (row: Record<string, unknown>) => <span className="number" style={{ whiteSpace: "nowrap" }}>{show(name, row[name])}</span> })),
                ]}
              />
            </div>
          </>
        )}
      </Read>
    </Page>
  );
}
