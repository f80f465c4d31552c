/** Courts' vacations: days on which only what is urgent is heard, within duty hours, by the courts that keep duty. */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { Named } from "@/parts/Named";
import { CourtName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Sentence } from "@/parts/Sentence";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { Day, today } from "@/parts/when";
import { Scope } from "./Scope";

export default function Vacations() {
  const { t } = useTranslation("courts");
  const { note, onDone } = useInTheWay();
  const asked = api.useInfiniteQuery("get", "/api/vacations", { params: { query: { from: today(-180), to: today(350), limit: 50, everywhere: true } } }, PAGES);
  return (
    <Page title={t("vacations")} under={t("vacations_help")} actions={<ProcedureButton operation="declare_vacation" button={{ variant: "filled" }} onDone={onDone} />}>
      {note}
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_vacations")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((row) => <One key={row.id} of={row} />)}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function One({ of }: { of: components["schemas"]["VacationView"] }) {
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
      {of.last_on >= today() && <Group mt="xs"><ProcedureButton operation="withdraw_vacation" params={{ vacation_id: of.id }} button={{ size: "compact-sm", variant: "default" }} /></Group>}
    </Card>
  );
}
