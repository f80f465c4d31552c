/** Courts: where they sit, in which rooms, at which hours, and what follows one that is abolished. */
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { DistrictName, useCodes, useCourtName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useWhen } from "@/parts/when";

type Row = components["schemas"]["CourtRow"];

export default function Courts() {
  const { t } = useTranslation("administration");
  const asked = api.useInfiniteQuery("get", "/api/courts", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Page title={t("page.courts")} actions={<ProcedureButton operation="open_court" button={{ variant: "filled" }} />}>
      <Read from={asked} rows={8}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((row) => <One key={row.id} row={row} />)}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function One({ row }: { row: Row }) {
  const { t } = useTranslation(["administration", "choices"]);
  const title = useCodes();
  const called = useCourtName();
  const { weekday } = useWhen();
  const [isOpen, setOpen] = useState(false);
  const path = { court_id: row.id };
  const asked = api.useQuery("get", "/api/courts/{court_id}", { params: { path } }, { enabled: isOpen });
  const hours = api.useQuery("get", "/api/courts/{court_id}/timetables", { params: { path, query: { limit: 20 } } }, { enabled: isOpen });
  return (
    <Card withBorder component="article">
      <Title order={2} size="h5"><bdi>{called(row)}</bdi></Title>
      <Text size="sm">{title("court_kind", row.kind)} · <DistrictName code={row.district} /></Text>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("more_of_court")}</summary>
        {isOpen && (
          <Read from={asked}>
            {(court) => (
              <Stack gap="xs">
                <Facts of={{ ...court, rooms: court.rooms.map((room) => room.name) }} show={["code", "seat", "opened_on", "closed_on", "rooms", "sits_alone"]} />
                {hours.data?.items.map((table, index) => (
                  <div key={index}>
                    <Facts of={table} show={["valid_from", "valid_to", "source"]} />
                    <Text size="sm" className="number">
                      {table.hours.map((one) => `${weekday(`2024-01-0${one.weekday}`)} ${one.opens.slice(0, 5)}–${one.closes.slice(0, 5)}`).join(" · ")}
                    </Text>
                  </div>
                ))}
                <Group gap="xs">
                  <ProcedureButton operation="change_court" params={path} version={court.version} known={court} button={{ size: "compact-sm" }} />
                  <ProcedureButton operation="set_sitting_hours" params={path} button={{ size: "compact-sm" }} />
                  <ProcedureButton operation="add_court_room" params={path} button={{ size: "compact-sm" }} />
                </Group>
              </Stack>
            )}
          </Read>
        )}
      </details>
    </Card>
  );
}
