/** A court: what it is and hears, its rooms and hours, and who takes its hearings when it is abolished. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { api } from "@/api/reading";
import { ClearingSteps } from "@/screens/calendar/clearing/Steps";
import { PlanFirst } from "@/forms/PlanFirst";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Named } from "@/parts/Named";
import { CourtName, DistrictName, useCodes, useCourtName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource } from "@/parts/Sentence";
import { Day, today } from "@/parts/when";
import { useUsualHours, Week } from "./hours";

type Court = components["schemas"]["CourtView"];
type Plan = components["schemas"]["ClearingPlan"];

export default function OneCourt() {
  const { courtId = "" } = useParams();
  const path = { court_id: courtId };
  const title = useCodes();
  const asked = api.useQuery("get", "/api/courts/{court_id}", { params: { path } });
  const court = asked.data;
  return (
    <Page
      title={useCourtTitle(court)}
      under={court && <>{title("court_kind", court.kind)} · <DistrictName code={court.district} /></>}
      actions={court && <ProcedureButton operation="change_court" params={path} version={court.version} known={court} />}
    >
      <Read from={asked} rows={8}>
        {(found) => (
          <Stack>
            <About court={found} />
            <Designations court={found} />
            <Hours courtId={courtId} />
            {!found.closed_on && <Abolition court={found} />}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function About({ court }: { court: Court }) {
  const { t } = useTranslation(["courts", "fields"]);
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("about")}</Title>
      <Facts
        of={court}
        show={["opened_on", "closed_on", "closing_source", "sits_alone"]}
        extra={
          <>
            <Named name={t("fields:seat")}><DistrictName code={court.seat} /></Named>
            <Named name={t("fields:rooms")}>{court.rooms.length ? court.rooms.map(({ id, name }) => <div key={id}><bdi>{name}</bdi></div>) : "–"}</Named>
            {court.successor_id && <Named name={t("fields:successor_id")}><CourtName id={court.successor_id} /></Named>}
          </>
        }
      />
      <Group><ProcedureButton operation="add_court_room" params={{ court_id: court.id }} button={{ size: "compact-sm" }} /></Group>
    </Card>
  );
}

function Designations({ court }: { court: Court }) {
  const { t } = useTranslation(["courts", "fields"]);
  const title = useCodes();
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("designations")}</Title>
      {court.designations.length === 0 && <Text c="dimmed" size="sm">{t("no_designations")}</Text>}
      {court.designations.length > 0 && (
        <Rows
          label={t("designations")}
          rows={court.designations}
          keyOf={(row) => `${row.designation} ${row.valid_from}`}
          columns={[
            { key: "what", title: t("hears"), cell: (row) => title("court_designation", row.designation) },
            { key: "from", title: t("fields:valid_from"), cell: (row) => <Day on={row.valid_from} /> },
            { key: "to", title: t("fields:valid_to"), cell: (row) => <Day on={row.valid_to} /> },
            { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
          ]}
        />
      )}
      <Group mt="xs"><ProcedureButton operation="designate_court" params={{ court_id: court.id }} known={{ valid_from: today() }} button={{ size: "compact-sm" }} /></Group>
    </Card>
  );
}

function Hours({ courtId }: { courtId: string }) {
  const { t } = useTranslation(["courts", "fields"]);
  const path = { court_id: courtId };
  const usual = useUsualHours(courtId);
  const asked = api.useQuery("get", "/api/courts/{court_id}/timetables", { params: { path, query: { limit: 20 } } });
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("hours")}</Title>
      <Text size="sm" c="dimmed">{t("hours_help")}</Text>
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_hours")}>
        {({ items }) => (
          <Rows
            label={t("hours")}
            rows={items}
            keyOf={(row) => row.id}
            columns={[
              { key: "from", title: t("fields:valid_from"), cell: (row) => <><Day on={row.valid_from} />{isInForce(row) && <> <Badge color="ink" variant="outline">{t("in_force")}</Badge></>}</> },
              { key: "to", title: t("fields:valid_to"), cell: (row) => <Day on={row.valid_to} /> },
              { key: "week", title: t("hours"), cell: (row) => <Week of={row.hours} /> },
              { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
            ]}
          />
        )}
      </Read>
      <Group mt="xs"><ProcedureButton operation="set_sitting_hours" params={path} known={{ valid_from: today(), hours: usual }} button={{ size: "compact-sm" }} /></Group>
    </Card>
  );
}

function isInForce({ valid_from, valid_to }: { valid_from: string; valid_to: string | null }): boolean {
  return valid_from <= today() && (!valid_to || valid_to >= today());
}

function Abolition({ court }: { court: Court }) {
  const { t } = useTranslation("courts");
  const mayDo = useMayDo();
  if (!mayDo("abolish_court")) return null;
  return (
    <details className="no-print">
      <summary>{t("abolition")}</summary>
      <Text size="sm" c="dimmed" mb="xs">{t("abolition_help")}</Text>
      <PlanFirst<Plan> preview="preview_abolition" act="abolish_court" params={{ court_id: court.id }} version={court.version} show={(plan) => <ClearingSteps plan={plan} />} />
    </details>
  );
}

function useCourtTitle(court: Court | undefined): string {
  const { t } = useTranslation("courts");
  const called = useCourtName();
  return court ? called(court) : t("court");
}
