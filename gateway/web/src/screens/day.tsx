/** My day: what is heard today and tomorrow, what is to be done, which of the law's clocks run out, what is new. For a glance in a corridor. */
import { Alert, Badge, Card, Divider, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { CaseLink, CourtName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { LawSource, Sentence } from "@/parts/Sentence";
import { Day, Due, Time, local, today, useWhen } from "@/parts/when";

type Hearing = components["schemas"]["HearingRow"];
type Task = components["schemas"]["TaskRow"];

const GROUPS = ["critically_overdue", "overdue", "due_soon", "not_due_yet"] as const;
const COLOURS: Record<string, string> = { critically_overdue: "red.9", overdue: "red.8", due_soon: "amber.9", not_due_yet: "gray.7" };

export function DayScreen() {
  const { t } = useTranslation("day");
  const { me, may } = useSession();
  const { day } = useWhen();
  return (
    <Page title={t("title")} under={<span className="number">{day(today())}</span>}>
      {me.must_change_password && (
        <Alert color="yellow" variant="light">
          <Link to="/me">{t("change_password")}</Link>
        </Alert>
      )}
      <div className="day">
        <Stack>
          {may("scheduling.read") && <Hearings />}
          {may("cases.read") && <Tasks />}
        </Stack>
        <Stack>
          {may("cases.read") && <Clocks />}
          <News />
        </Stack>
      </div>
    </Page>
  );
}

function Part({ title, to, children }: { title: string; to?: string; children: React.ReactNode }) {
  return (
    <Card withBorder component="section" padding="md" aria-label={title}>
      <Title order={2} size="h4" mb="xs">
        {to ? <Link to={to}>{title}</Link> : title}
      </Title>
      {children}
    </Card>
  );
}

function Hearings() {
  const { t } = useTranslation("day");
  const asked = api.useQuery("get", "/api/calendar", { params: { query: { from: today(), to: today(1) } } });
  const split = (hearings: Hearing[], on: string) =>
    hearings.filter((one) => one.status !== "vacated" && local(one.starts_at).format("YYYY-MM-DD") === on);
  return (
    <Part title={t("hearings")} to="/calendar">
      <Read from={asked}>
        {({ hearings, holidays }) => (
          <Stack gap="sm">
            {[today(), today(1)].map((on, index) => (
              <div key={on}>
                <Group gap="xs">
                  <Text fw={600}>{t(index === 0 ? "today" : "tomorrow")}</Text>
                  {holidays.filter((one) => one.day === on).map((one) => (
                    <Badge key={one.id} color="grape.9" variant="outline">
                      <bdi>{one.name_en}</bdi>
                      {one.is_tentative ? ` · ${t("awaiting_moon")}` : ""}
                    </Badge>
                  ))}
                </Group>
                {split(hearings, on).length === 0 && <Text c="dimmed">{t("no_hearings")}</Text>}
                {split(hearings, on).map((one) => <HearingLine key={one.id} of={one} />)}
              </div>
            ))}
          </Stack>
        )}
      </Read>
    </Part>
  );
}

function HearingLine({ of }: { of: Hearing }) {
  const { t } = useTranslation("day");
  const title = useCodes();
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start" mt={6}>
      <Text fw={700} size="lg" className="number" miw={54}>
        <Link to={`/calendar/hearings/${of.id}`}><Time at={of.starts_at} /></Link>
      </Text>
      <div>
        <CaseLink id={of.case_id} />
        {of.joined_case_ids.length > 0 && (
          <Text span size="sm" c="dimmed">
            {" "}
            {t("and_joined", { count: of.joined_case_ids.length })}
          </Text>
        )}
        <Text size="sm">
          {title("purpose", of.purpose)} · <CourtName id={of.court_id} />
        </Text>
        {of.status !== "scheduled" && <Badge color="gray.7">{t(`status.${of.status}`)}</Badge>}
      </div>
    </Group>
  );
}

function Clocks() {
  const { t } = useTranslation("day");
  const asked = api.useQuery("get", "/api/clocks", { params: { query: { due_before: today(14), limit: 12 } } });
  return (
    <Part title={t("clocks")} to="/cases/clocks">
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_clocks")}>
        {({ items }) => (
          <Stack gap="sm">
            {items.map((clock) => (
              <div key={clock.id}>
                <Group gap="xs">
                  <Due on={clock.due_on} />
                  <Link to={`/cases/${clock.case_id}#clocks`}>
                    <bdi>{t("common:fir_label", { number: clock.fir_label, station: clock.police_station })}</bdi>
                  </Link>
                </Group>
                <Text size="sm"><Sentence says={clock.says} urdu={clock.says_ur} /></Text>
                <Text size="xs" c="dimmed">
                  <LawSource of={clock.source} />
                </Text>
              </div>
            ))}
          </Stack>
        )}
      </Read>
    </Part>
  );
}

function Tasks() {
  const { t } = useTranslation("day");
  const asked = api.useQuery("get", "/api/tasks", { params: { query: { whose: "mine", limit: 50 } } });
  return (
    <Part title={t("tasks")} to="/cases/tasks">
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_tasks")}>
        {({ items }) => (
          <Stack gap="sm">
            {GROUPS.map((group) => {
              const tasks = items.filter((one) => one.group === group);
              if (tasks.length === 0) return null;
              return (
                <div key={group}>
                  <Divider
                    labelPosition="left"
                    label={<Badge color={COLOURS[group]}>{t(`group.${group}`)} · {tasks.length}</Badge>}
                  />
                  {tasks.map((task) => <TaskLine key={task.id} of={task} />)}
                </div>
              );
            })}
          </Stack>
        )}
      </Read>
    </Part>
  );
}

function TaskLine({ of }: { of: Task }) {
  const { t } = useTranslation("day");
  return (
    <div>
      <Group gap="xs" mt={6}>
        {of.is_urgent && <Badge color="red.9" variant="outline">{t("urgent")}</Badge>}
        <Link to={`/cases/${of.case_id}#tasks`}>
          <Sentence says={of.says} />
        </Link>
      </Group>
      <Text size="sm" c="dimmed">
        <bdi>{t("common:fir_label", { number: of.fir_label, station: of.police_station })}</bdi> · {t("due")} <Day on={of.due_on} />
      </Text>
    </div>
  );
}

function News() {
  const { t } = useTranslation("day");
  const asked = api.useQuery("get", "/api/inbox", { params: { query: { unread: true, limit: 5 } } });
  return (
    <Part title={t("news")} to="/inbox">
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_news")}>
        {({ items }) => (
          <Stack gap="xs">
            {items.map((notice) => (
              <Text key={notice.id} size="sm" lang={notice.language} dir="auto">
                {notice.subject}
              </Text>
            ))}
          </Stack>
        )}
      </Read>
    </Part>
  );
}
