/** A rule as the law stood on a day: what starts, meets and stops its clock, how it is counted, who is warned when, and its other versions. */
import { Alert, Badge, Card, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { DayFilter } from "@/parts/DayInput";
import { Named } from "@/parts/Named";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useSaid } from "@/parts/said";
import { LawSource } from "@/parts/Sentence";
import { Day, today } from "@/parts/when";
import { Limit } from "./Limit";

type Rule = components["schemas"]["ClockRuleRow"];
const EVENTS = ["restarted_by", "met_by", "stopped_by", "paused_by", "resumed_by", "against"] as const;

export default function OneRule() {
  const { t } = useTranslation("rules");
  const { say } = useSaid();
  const { may } = useSession();
  const { ruleId = "" } = useParams();
  const [query, setQuery] = useSearchParams();
  const on = query.get("on") ?? today();
  const asked = api.useQuery("get", "/api/clock-rules/{rule_id}", { params: { path: { rule_id: ruleId }, query: { on } } }, { enabled: may("cases.read") });
  const all = api.useInfiniteQuery("get", "/api/clock-rules", { params: { query: { limit: 200 } } }, PAGES);
  const versions = rowsOf(all.data).filter((one) => one.rule_id === ruleId);
  // Whoever may not read cases has the same row from the list.
  const listed = versions.find((one) => one.valid_from <= on && (!one.valid_to || one.valid_to >= on));
  const rule = asked.data ?? listed;
  return (
    <Page title={rule ? say(rule.says, rule.says_ur) : t("one")} under={<bdi dir="ltr">{ruleId}</bdi>}>
      <DayFilter className="no-print" w={240} label={t("as_on")} value={on} onChange={(picked) => setQuery({ on: picked || today() }, { replace: true })} />
      {may("cases.read") ? <Read from={asked}>{(found) => <Law of={found} />}</Read> : rule && <Law of={rule} />}
      <Title order={2} size="h4">{t("versions")}</Title>
      <Rows
        label={t("versions")}
        rows={versions}
        keyOf={(one) => one.valid_from}
        columns={[
          { key: "from", title: t("from"), cell: (one) => <Link to={`?on=${one.valid_from}`}><Day on={one.valid_from} /></Link> },
          { key: "to", title: t("to"), cell: (one) => (one.valid_to ? <Day on={one.valid_to} /> : t("until_changed")) },
          { key: "limit", title: t("limit"), cell: (one) => <Limit of={one} /> },
          { key: "says", title: t("rule"), cell: (one) => <span dir="auto">{say(one.says, one.says_ur)}</span> },
        ]}
      />
    </Page>
  );
}

function Law({ of }: { of: Rule }) {
  const { t } = useTranslation(["rules", "choices"]);
  const { say } = useSaid();
  const events = (codes: string[]) => codes.map((code) => t(`choices:${code}`)).join(t("common:comma"));
  return (
    <Card withBorder>
      {of.to_be_confirmed && <Alert color="amber" variant="light" title={t("to_confirm")} mb="sm"><span dir="auto">{say(of.to_be_confirmed)}</span></Alert>}
      <dl className="facts">
        <Named name={t("source")}><LawSource of={of.source} isWhole /></Named>
        <Named name={t("valid")}><Day on={of.valid_from} /> – {of.valid_to ? <Day on={of.valid_to} /> : t("until_changed")}</Named>
        <Named name={t("limit")}><Limit of={of} /></Named>
        <Named name={t("nature")}><Badge variant="outline" color="ink">{t(`nature_of.${of.nature}`)}</Badge></Named>
        <Named name={t("applies_to")}>{t(`applies.${of.applies_to}`)}{of.condition && <> · {t("conditioned")}</>}</Named>
        <Named name={t("counts_for")}>{t(`counts.${of.counts_for}`)}</Named>
        <Named name={t("started_by")}>{t(`choices:${of.started_by}`)}</Named>
        {EVENTS.filter((name) => of[name].length > 0).map((name) => <Named key={name} name={t(name)}>{events(of[name])}</Named>)}
        <Named name={t("calendar")}>{t(`calendar_of.${of.calendar}`)}</Named>
        {of.ladder.length > 0 && <Named name={t("ladder")}>{of.ladder.map((step) => <Step key={step} of={step} unit={of.unit} />)}</Named>}
      </dl>
    </Card>
  );
}

/** A step of the ladder: how long before or after the end, who hears of it. */
function Step({ of, unit }: { of: string; unit: string }) {
  const { t } = useTranslation("rules");
  const [offset = "0", kind = "", who = ""] = of.split(":");
  const count = Number(offset);
  const measure = unit === "hours" ? "hours" : "days";
  const when = count === 0 ? t("step.at") : t(count < 0 ? `step.before_${measure}` : `step.after_${measure}`, { count: Math.abs(count) });
  return <div>{t("step.says", { when, kind: t(`step.kind.${kind}`), who: t(`step.who.${who}`) })}</div>;
}
