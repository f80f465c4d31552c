/** A court's list of one day, as it hangs at the door: in order, with case, purpose and prosecutor. */
import { Badge, Button, Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api } from "@/api/reading";
import { CaseLink, CourtName, PersonName, useCodes, useCourtName } from "@/parts/names";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Sentence } from "@/parts/Sentence";
import { Day, Time, today } from "@/parts/when";

export default function CauseList() {
  const { t } = useTranslation(["calendar", "choices", "fields"]);
  const [query, setQuery] = useSearchParams();
  const title = useCodes();
  const called = useCourtName();
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const court = query.get("court") ?? courts.data?.items[0]?.id ?? "";
  const day = query.get("day") ?? today();
  const ripe = api.useQuery("get", "/api/courts/{court_id}/ripeness/{day}", { params: { path: { court_id: court, day } } }, { enabled: !!court });
  const asked = api.useQuery("get", "/api/courts/{court_id}/cause-list/{day}", { params: { path: { court_id: court, day } } }, { enabled: !!court });
  return (
    <Page
      title={t("page.cause_list")}
      under={<><CourtName id={court} /> · <Day on={day} /></>}
      actions={<><ProcedureButton operation="make_cause_list" known={{ court_id: court, day }} /><Button size="compact-md" variant="default" onClick={() => print()}>{t("print")}</Button></>}
    >
      <Group align="flex-end" className="no-print">
        <NativeSelect label={t("court")} value={court} onChange={(event) => setQuery({ court: event.currentTarget.value, day })}>
          {courts.data?.items.map((one) => (
            <option key={one.id} value={one.id}>{called(one)}</option>
          ))}
        </NativeSelect>
        <TextInput type="date" label={t("schedule.day")} value={day} onChange={(event) => setQuery({ court, day: event.currentTarget.value || today() })} />
      </Group>
      {asked.data?.holiday && <Badge color="grape.9" variant="outline"><bdi>{asked.data.holiday.name_en}</bdi></Badge>}
      <Read from={asked} rows={6} isEmpty={({ items }) => items.length === 0} empty={t("list_empty")}>
        {({ items }) => (
          <Rows
            label={t("page.cause_list")}
            rows={items.map((row, index) => ({ ...row, order: index + 1 }))}
            keyOf={(row) => row.id}
            columns={[
              { key: "order", title: t("number"), cell: (row) => <span className="number">{row.order}</span> },
              { key: "at", title: t("time"), cell: (row) => (row.is_untimed ? "–" : <Time at={row.starts_at} />) },
              { key: "case", title: t("case"), cell: (row) => <CaseLink id={row.case_id} /> },
              { key: "purpose", title: t("fields:purpose"), cell: (row) => title("purpose", row.purpose) },
              { key: "who", title: t("prosecutor"), cell: (row) => (row.prosecutor_ids.length ? row.prosecutor_ids.map((id) => <span key={id}><PersonName id={id} /> </span>) : <Text c="var(--cmms-urgent)" size="sm">{t("no_prosecutor")}</Text>) },
              {
                key: "ripe",
                title: t("ripe"),
                cell: (row) => {
                  const found = ripe.data?.items.find((one) => one.hearing_id === row.id);
                  if (!found?.state) return "–";
                  return (
                    <details>
                      <summary>{t(`ripeness.${found.state}`)}</summary>
                      {found.checks.map((check) => <div key={check.check}><Sentence says={check.says} urdu={check.says_ur} /></div>)}
                    </details>
                  );
                },
              },
              { key: "status", title: t("fields:status"), cell: (row) => t(`choices:${row.status}`) },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
