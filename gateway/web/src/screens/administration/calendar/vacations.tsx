/** Courts' vacations: days on which only what is urgent is heard, within duty hours, by the courts that keep duty. */
import { Card, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import type { Values } from "@/forms/values";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { Named } from "@/parts/Named";
import { CourtName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Sentence } from "@/parts/Sentence";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { Day, spanOf, today } from "@/parts/when";
import { Scope } from "./Scope";
import { years } from "./years";

/** As far ahead as the service answers at a time. */
const DAYS = 360;

export default function Vacations() {
  const { t } = useTranslation("courts");
  const { note, onDone, onTakenBack } = useInTheWay();
  const [query, setQuery] = useSearchParams();
  const year = query.get("year") ?? "";
  const span = year ? { from: `${year}-01-01`, to: `${year}-12-31` } : { from: today(), to: today(DAYS) };
  const asked = api.useInfiniteQuery("get", "/api/vacations", { params: { query: { ...span, limit: 50, everywhere: true } } }, PAGES);
  // That just declared is shown, whichever year it lies in.
  const declared = (answer: unknown, { first_on }: Values) => {
    if (typeof first_on === "string" && first_on > today(DAYS)) setQuery({ year: first_on.slice(0, 4) }, { replace: true });
    onDone(answer);
  };
  return (
    <Page title={t("vacations")} under={t("vacations_help")} actions={<ProcedureButton operation="declare_vacation" button={{ variant: "filled" }} onDone={declared} />}>
      {note}
      <Group className="no-print">
        <NativeSelect label={t("year")} value={year} onChange={(event) => setQuery(event.currentTarget.value ? { year: event.currentTarget.value } : {}, { replace: true })}>
          <option value="">{t("to_come")}</option>
          {years().map((one) => <option key={one} value={one}>{one}</option>)}
        </NativeSelect>
      </Group>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t(year ? "no_vacations_in" : "no_vacations")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((row) => <One key={row.id} of={row} onTakenBack={() => onTakenBack(spanOf(row.first_on, row.last_on))} />)}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function One({ of, onTakenBack }: { of: components["schemas"]["VacationView"]; onTakenBack: () => void }) {
  const { t } = useTranslation(["courts", "fields"]);
  const title = useCodes();
  return (
    <Card withBorder component="article">
      <Title order={2} size="h5"><Sentence says={of.name_en} urdu={of.name_ur} /></Title>
      <Text><Day on={of.first_on} /> – <Day on={of.last_on} /></Text>
      <Facts
        of={of}
        show={["source"]}
        extra={
          <>
            <Named name={t("where")}><Scope of={of.scope} /></Named>
            <Named name={t("fields:court_kinds")}>{of.court_kinds.length ? of.court_kinds.map((kind) => title("court_kind", kind)).join(t("common:comma")) : t("all_kinds")}</Named>
            <Named name={t("duty_hours")}>{of.duty_opens && of.duty_closes ? <bdi className="number">{of.duty_opens.slice(0, 5)}–{of.duty_closes.slice(0, 5)}</bdi> : "–"}</Named>
          </>
        }
      />
      {of.duties.length > 0 && (
        <>
          <Text size="sm" fw={600}>{t("on_duty")}</Text>
          {of.duties.map((turn) => <Text key={`${turn.court_id} ${turn.first_on}`} size="sm"><CourtName id={turn.court_id} />: <Day on={turn.first_on} /> – <Day on={turn.last_on} /></Text>)}
        </>
      )}
      {of.last_on >= today() && <Group mt="xs"><ProcedureButton operation="withdraw_vacation" params={{ vacation_id: of.id }} onDone={onTakenBack} button={{ size: "compact-sm", variant: "default" }} /></Group>}
    </Card>
  );
}
