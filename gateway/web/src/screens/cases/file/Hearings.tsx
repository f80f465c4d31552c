/** The hearings of the case, past and to come, with what was done at each. */
import { Badge, Card, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { CourtName, PersonNames, useCodes } from "@/parts/names";
import { Proceedings } from "@/parts/Proceedings";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";
import { aboutHearing } from "@/screens/calendar/hearing/about";
import type { PartProps } from ".";

type Hearing = components["schemas"]["HearingRow"];

export default function Hearings({ of }: PartProps) {
  const { t } = useTranslation("file");
  const asked = api.useInfiniteQuery("get", "/api/hearings", { params: { query: { case_id: of.id, limit: 100 } } }, PAGES);
  const known = { case_id: of.id, ...(of.court_id ? { court_id: of.court_id } : {}) };
  return (
    <Stack gap="xs">
      <Group gap="xs" className="no-print">
        <ProcedureButton operation="schedule_hearing" known={known} />
        <ProcedureButton operation="schedule_sitting" known={known} />
        <ProcedureButton operation="ask_for_hearing" known={known} />
      </Group>
      <Awaiting caseId={of.id} />
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_hearings")}>
        {(pages) => (
          <Stack gap="xs">
            {rowsOf(pages).map((hearing) => (
              <One key={hearing.id} hearing={hearing} />
            ))}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Stack>
  );
}

/** What of the case waits for a date. */
function Awaiting({ caseId }: { caseId: string }) {
  const { t } = useTranslation("file");
  const title = useCodes();
  const asked = api.useQuery("get", "/api/unscheduled-hearings", { params: { query: { case_id: caseId, status: "waiting", limit: 20 } } });
  return asked.data?.items.map((one) => (
    <Text key={one.id} size="sm" component="div">
      <Badge color="amber.9">{t("awaits_date")}</Badge>{" "}
      <Link to={`/calendar/awaiting/${one.id}`}>{title("purpose", one.purpose)}</Link> · <CourtName id={one.court_id} />
    </Text>
  ));
}

function One({ hearing }: { hearing: Hearing }) {
  const { t } = useTranslation(["file", "choices", "hearing"]);
  const title = useCodes();
  const [isOpen, setOpen] = useState(false);
  const about = aboutHearing(hearing);
  return (
    <Card withBorder padding="xs" component="article">
      <Group gap="sm">
        <Text fw={600} size="sm"><Link to={`/calendar/hearings/${hearing.id}`}><Instant at={hearing.starts_at} /></Link></Text>
        <Badge color={hearing.status === "scheduled" ? "ink" : "gray.8"}>{t(`choices:${hearing.status}`)}</Badge>
        <Text size="sm">{title("purpose", hearing.purpose)}</Text>
        <Text size="sm"><CourtName id={hearing.court_id} /></Text>
      </Group>
      <Text size="sm">
        {hearing.prosecutor_ids.length === 0 ? t("hearing:no_prosecutor") : <PersonNames ids={hearing.prosecutor_ids} />}
      </Text>
      {hearing.result && <Text size="sm">{title("result", hearing.result)}</Text>}
      {hearing.cause && <Text size="sm">{title("cause", hearing.cause)}</Text>}
      {hearing.status !== "scheduled" && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t("proceedings")}</summary>
          {isOpen && <Proceedings hearingId={hearing.id} />}
        </details>
      )}
      <Group gap="xs" mt={4} className="no-print">
        {hearing.status === "scheduled" && (
          <>
            <ProcedureButton operation="record_outcome" {...about} />
            <ProcedureButton operation="move_hearing" {...about} />
            <ProcedureButton operation="vacate_hearing" {...about} />
          </>
        )}
        {(hearing.status === "held" || hearing.status === "adjourned") && <ProcedureButton operation="record_proceedings" {...about} />}
      </Group>
    </Card>
  );
}
