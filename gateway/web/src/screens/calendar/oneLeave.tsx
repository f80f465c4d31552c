/** One leave: its days, what was decided, and the hearings that somebody else has to stand in. */
import { Badge, Box, Card, Group, Stack, Text, Title } from "@mantine/core";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { CaseLink, CourtName, PersonName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day, Instant } from "@/parts/when";
import { LeaveSteps } from "./leave";

export default function OneLeave() {
  const { t } = useTranslation(["leave", "choices"]);
  const { leaveId = "" } = useParams();
  const asked = api.useQuery("get", "/api/leave/{leave_id}", { params: { path: { leave_id: leaveId } } });
  return (
    <Page title={t("title")} under={asked.data && <PersonName id={asked.data.prosecutor_id} />}>
      <Read from={asked}>
        {(view) => (
          <Stack>
            <Card withBorder>
              <Group gap="xs">
                <Text fw={600}><Day on={view.first_on} />{view.last_on !== view.first_on && <> – <Day on={view.last_on} /></>}</Text>
                <Text>{t("days", { count: dayjs(view.last_on).diff(view.first_on, "day") + 1 })}</Text>
                <Text>{t(`choices:${view.kind}`)}</Text>
                <Badge color={view.status === "applied" ? "amber.9" : "ink"}>{t(`choices:${view.status}`)}</Badge>
              </Group>
              <Facts of={view} show={["applied_at", "decided_at", "refusal"]} />
              <Box mt="xs"><LeaveSteps of={view} /></Box>
            </Card>
            <Standing prosecutor={view.prosecutor_id} from={view.first_on} to={view.last_on} isOpen={view.status === "applied"} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

interface StandingProps { prosecutor: string; from: string; to: string; isOpen: boolean }

function Standing({ prosecutor, from, to, isOpen }: StandingProps) {
  const { t } = useTranslation(["leave", "hearing", "fields"]);
  const title = useCodes();
  const query = { prosecutor_id: prosecutor, from, to, status: "scheduled" as const, limit: 200 };
  const asked = api.useQuery("get", "/api/hearings", { params: { query } });
  return (
    <Card withBorder component="section" aria-label={t("hearings")}>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">{t("hearings")}</Title>
        {isOpen && <ProcedureButton operation="ask_for_roster_repair" known={{ prosecutor_id: prosecutor, from, to }} />}
      </Group>
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_hearings")}>
        {({ items }) => (
          <>
            {isOpen && <Text size="sm" c="dimmed" mb="xs">{t("hand_on")}</Text>}
            <Rows
              label={t("hearings")}
              rows={items}
              keyOf={(one) => one.id}
              columns={[
                { key: "at", title: t("hearing:time"), cell: (one) => <Link to={`/calendar/hearings/${one.id}`}><Instant at={one.starts_at} /></Link> },
                { key: "case", title: t("hearing:case"), cell: (one) => <CaseLink id={one.case_id} /> },
                { key: "purpose", title: t("fields:purpose"), cell: (one) => title("purpose", one.purpose) },
                { key: "court", title: t("fields:court_id"), cell: (one) => <CourtName id={one.court_id} /> },
              ]}
            />
          </>
        )}
      </Read>
    </Card>
  );
}
