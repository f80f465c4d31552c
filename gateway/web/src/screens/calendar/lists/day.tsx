/** A court's list of one day, as it hangs at the door: in order, with case, purpose and prosecutor. */
import { Alert, Button, Group, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DayFilter } from "@/parts/DayInput";
import { CaseLink, CourtName, PersonName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Sentence } from "@/parts/Sentence";
import { useSaid } from "@/parts/said";
import { Day, Time, today } from "@/parts/when";
import { CourtSelect } from "../CourtSelect";
import { Changes } from "./Changes";
import { MadeLists } from "./MadeLists";

export default function CauseList() {
  const { t, i18n } = useTranslation(["lists", "choices", "fields"]);
  const [query, setQuery] = useSearchParams();
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const court = query.get("court") ?? courts.data?.items[0]?.id ?? "";
  const day = query.get("day") ?? today();
  const path = { court_id: court, day };
  const asked = api.useQuery("get", "/api/courts/{court_id}/cause-list/{day}", { params: { path } }, { enabled: !!court });
  const holiday = asked.data?.holiday;
  return (
    <Page
      title={t("cause_list")}
      under={<><CourtName id={court} /> · <Day on={day} /></>}
      actions={
        <>
          <ProcedureButton operation="make_cause_list" known={{ court_id: court, day, language: i18n.language === "en" ? "en" : "ur" }} />
          <Button size="compact-md" variant="default" onClick={() => print()}>{t("print")}</Button>
        </>
      }
    >
      <Group align="flex-end" className="no-print">
        <CourtSelect label={t("court")} value={court} onChange={(chosen) => setQuery({ court: chosen, day })} />
        <DayFilter label={t("day")} value={day} onChange={(picked) => setQuery({ court, day: picked || today() })} />
      </Group>
      {holiday && <Alert color="grape" variant="light"><Sentence says={holiday.name_en} urdu={holiday.name_ur} /></Alert>}
      <Read from={asked} rows={6} isEmpty={({ items }) => items.length === 0} empty={t("empty")}>
        {({ items }) => <Entries items={items} court={court} day={day} />}
      </Read>
      {court && (
        <>
          <Differences court={court} day={day} />
          <Title order={2} size="h4">{t("made_lists")}</Title>
          <MadeLists court={court} day={day} />
        </>
      )}
    </Page>
  );
}

function Entries({ items, court, day }: { items: components["schemas"]["HearingRow"][]; court: string; day: string }) {
  const { t } = useTranslation(["lists", "choices", "fields"]);
  const title = useCodes();
  const { say } = useSaid();
  const ripe = api.useQuery("get", "/api/courts/{court_id}/ripeness/{day}", { params: { path: { court_id: court, day } } });
  return (
    <Rows
      label={t("cause_list")}
      rows={items.map((row, index) => ({ ...row, order: index + 1 }))}
      keyOf={(row) => row.id}
      columns={[
        { key: "order", title: t("number"), cell: (row) => <span className="number">{row.order}</span> },
        { key: "at", title: t("time"), cell: (row) => (row.is_untimed ? "–" : <Time at={row.starts_at} />) },
        { key: "case", title: t("case"), cell: (row) => <CaseLink id={row.case_id} /> },
        { key: "purpose", title: t("fields:purpose"), cell: (row) => title("purpose", row.purpose) },
        { key: "who", title: t("prosecutor"), cell: (row) => (row.prosecutor_ids.length ? row.prosecutor_ids.map((id) => <div key={id}><PersonName id={id} /></div>) : <Text c="var(--cmms-urgent)" size="sm">{t("no_prosecutor")}</Text>) },
        {
          key: "ripe",
          title: t("ripe"),
          cell: (row) => {
            const found = ripe.data?.items.find((one) => one.hearing_id === row.id);
            if (!found?.state) return "–";
            return (
              <details>
                <summary>{t(`ripeness.${found.state}`)}</summary>
                {found.checks.map((check) => <div key={check.check} dir="auto">{say(check.says, check.says_ur)}</div>)}
              </details>
            );
          },
        },
        { key: "status", title: t("fields:status"), cell: (row) => t(`choices:${row.status}`) },
      ]}
    />
  );
}

/** How the day differs from the court's sitting before it, or from another day that is chosen. */
function Differences({ court, day }: { court: string; day: string }) {
  const { t } = useTranslation("lists");
  const [query, setQuery] = useSearchParams();
  const since = query.get("since") ?? "";
  const isOpen = query.has("since");
  const asked = api.useQuery(
    "get",
    "/api/courts/{court_id}/cause-list/{day}/changes",
    { params: { path: { court_id: court, day }, query: since ? { since } : {} } },
    { enabled: isOpen },
  );
  return (
    <details className="no-print" open={isOpen} onToggle={(event) => event.currentTarget.open !== isOpen && setQuery({ court, day, ...(event.currentTarget.open ? { since } : {}) }, { replace: true })}>
      <summary>{t("compare")}</summary>
      {isOpen && (
        <>
          <DayFilter w={220} label={t("compare_with")} description={t("compare_help")} value={since} max={day} onChange={(picked) => setQuery({ court, day, since: picked }, { replace: true })} />
          <Read from={asked}>{(found) => <Changes of={found} />}</Read>
        </>
      )}
    </details>
  );
}
