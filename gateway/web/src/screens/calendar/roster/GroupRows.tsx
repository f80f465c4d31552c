/** The hearings of one court on one day: who stands now beside who is suggested, why, and what was or is to be decided. */
import { Badge, Button, Group, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { CaseLink, PersonName, useCodes } from "@/parts/names";
import { Rows } from "@/parts/Rows";
import { TimeSpan, useWhen } from "@/parts/when";
import { useReasonWords } from "../reasons";
import { Decide } from "./Decide";
import type { useDeciding } from "./deciding";
import type { Group as Days, Suggestion } from "./loads";

interface Props { of: Days; planId: string; mayDecide: boolean; deciding: ReturnType<typeof useDeciding> }

export function GroupRows({ of, planId, mayDecide, deciding }: Props) {
  const { t } = useTranslation(["roster", "choices"]);
  const say = useReasonWords();
  const title = useCodes();
  // A suggestion knows its hearing by id; what it is about is read once for the court's whole day.
  const asked = api.useQuery("get", "/api/hearings", { params: { query: { court_id: of.court, from: of.day, to: of.day, limit: 200 } } }, { staleTime: 60_000 });
  const hearings = new Map(asked.data?.items.map((one) => [one.id, one]));
  return (
    <Rows
      label={`${of.day}`}
      rows={of.items}
      keyOf={(one) => one.id}
      columns={[
        { key: "time", title: t("time"), cell: (one) => <Link to={`/calendar/hearings/${one.id}`}><TimeSpan from={one.starts_at} to={one.ends_at} /></Link> },
        {
          key: "case",
          title: t("case"),
          cell: ({ id }) => {
            const hearing = hearings.get(id);
            return hearing ? <><CaseLink id={hearing.case_id} /><Text size="sm">{title("purpose", hearing.purpose)}</Text></> : "…";
          },
        },
        { key: "now", title: t("stands"), cell: (one) => <Names ids={one.prosecutor_ids} /> },
        { key: "then", title: t("suggested"), cell: (one) => <Suggested of={one} /> },
        { key: "why", title: t("why"), cell: (one) => say(one.reason) },
        { key: "decision", title: t("decision"), cell: (one) => <Decision of={one} planId={planId} mayDecide={mayDecide} deciding={deciding} /> },
      ]}
    />
  );
}

function Names({ ids }: { ids: string[] }) {
  const { t } = useTranslation("roster");
  if (ids.length === 0) return <Text span inherit c="var(--cmms-urgent)" style={{ whiteSpace: "nowrap" }}>{t("nobody")}</Text>;
  return ids.map((id, index) => <Fragment key={id}>{index > 0 && ", "}<PersonName id={id} /></Fragment>);
}

function Suggested({ of }: { of: Suggestion }) {
  const { t } = useTranslation("roster");
  if (of.state === "same") return <Text span size="sm" c="dimmed">{t("stays")}</Text>;
  return of.prosecutor_id ? <strong><PersonName id={of.prosecutor_id} /></strong> : <Text span inherit c="var(--cmms-urgent)" style={{ whiteSpace: "nowrap" }}>{t("nobody")}</Text>;
}

function Decision({ of, planId, mayDecide, deciding }: { of: Suggestion } & Omit<Props, "of">) {
  const { t, i18n } = useTranslation(["roster", "choices", "problems"]);
  const { time } = useWhen();
  if (of.state === "open" && mayDecide) {
    return (
      <Group gap={4} className="no-print">
        <Button size="compact-sm" loading={deciding.isBusy} onClick={() => void deciding.accept([of])} aria-label={t("accept_this", { time: time(of.starts_at) })}>{t("accept_short")}</Button>
        <Decide of={of} planId={planId} how="change" deciding={deciding} />
        <Decide of={of} planId={planId} how="refuse" deciding={deciding} />
      </Group>
    );
  }
  const stale = of.stale_code && (i18n.exists(`code.${of.stale_code}`, { ns: "problems" }) ? t(`problems:code.${of.stale_code}`) : of.stale_detail);
  return (
    <>
      {of.state !== "same" && <Badge color={of.state === "stale" || of.state === "unfilled" ? "amber.9" : "gray.8"}>{t(`choices:${of.state}`)}</Badge>}
      {of.state === "changed" && <Text size="sm"><PersonName id={of.chosen_id} /></Text>}
      {of.decided_because && <Text size="sm" dir="auto">{of.decided_because}</Text>}
      {of.decided_by && <Text size="sm" c="dimmed"><PersonName id={of.decided_by} /></Text>}
      {stale && <Text size="sm" c="var(--cmms-warning)" dir="auto">{stale}</Text>}
    </>
  );
}
