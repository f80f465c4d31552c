/** The returns that courts and offices ask for, Forms 16 to 20, by their own columns. */
import { NativeSelect, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api } from "@/api/reading";
import { Value } from "@/parts/Facts";
import { useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useSaid } from "@/parts/said";
import { Sentence } from "@/parts/Sentence";
import { Day } from "@/parts/when";
import { SpanFields, useSpan } from "./span";
import { Taking } from "./Taking";

/** A column's value as what it is: a day, a code, a sentence of the service, the oldest cases, the causes with how often. */
function Cell({ name, value }: { name: string; value: unknown }) {
  const title = useCodes();
  if (name === "reconciles") return <Sentence says={String(value)} />;
  if (name === "oldest" && Array.isArray(value)) {
    return (value as { number: string; case_id: string; since: string }[]).map((one) => (
      <div key={one.case_id}><Link to={`/cases/${one.case_id}`}><bdi>{one.number}</bdi></Link> · <Day on={one.since} /></div>
    ));
  }
  if (name === "explanation" && value && typeof value === "object") {
    return Object.entries(value).map(([cause, times]) => <div key={cause}>{title("cause", cause)}: <span className="number">{String(times)}</span></div>);
  }
  if (name === "dates" && Array.isArray(value)) return value.map((day) => <div key={String(day)}><Day on={String(day)} /></div>);
  return <Value name={name} value={value} />;
}

const FORMS = ["16", "17", "18", "19", "20"] as const;

export default function Returns() {
  const { t } = useTranslation("reports");
  const { query } = useSpan();
  const [address, setAddress] = useSearchParams();
  const form = FORMS.find((one) => one === address.get("form")) ?? "17";
  const asked = api.useQuery("get", "/api/court-returns", { params: { query: { ...query, form } } });
  const { say } = useSaid();
  const inWords = (of: { says: string; says_ur: string }) => say(of.says, of.says_ur);
  return (
    <Page title={t("page.returns")} under={asked.data && say(asked.data.title, asked.data.title_ur)} actions={<Taking kind="return" asked={{ ...query, form }} />}>
      <SpanFields />
      <NativeSelect label={t("form")} value={form} className="no-print" onChange={(event) => setAddress((before) => { const after = new URLSearchParams(before); after.set("form", event.currentTarget.value); return after; })}>
        {FORMS.map((one) => <option key={one} value={one}>{t("form_number", { number: one })}</option>)}
      </NativeSelect>
      <Read from={asked} rows={8} isEmpty={({ rows }) => rows.length === 0} empty={t("no_figures")}>
        {(view) => (
          <div style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t("page.returns")}>
            <table className="rows wide" aria-label={t("page.returns")}>
              <thead>
                <tr>{view.columns.map((column) => <th key={column.name} scope="col">{inWords(column)}</th>)}</tr>
              </thead>
              <tbody>
                {view.rows.map((row, index) => (
                  <tr key={index}>
                    {view.columns.map((column) => <td key={column.name} data-label={inWords(column)}><Cell name={column.name} value={(row as Record<string, unknown>)[column.name]} /></td>)}
                  </tr>
                ))}
              </tbody>
            </table>
            {view.not_held.length > 0 && <Text size="sm" c="dimmed" mt="xs">{t("not_held")}: {view.not_held.map((name) => say(name)).join(t("common:comma"))}</Text>}
          </div>
        )}
      </Read>
    </Page>
  );
}
