/** Today's and tomorrow's hearings: one's own and how many more the office has, or the office's where one stands in none. */
import { Badge, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { CaseLink, CourtName, useCodes } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Time, today } from "@/parts/when";
import { Part } from "./Part";
import { dayOf, isOfOffice, type DayOfHearings } from "./hearings";

type Calendar = components["schemas"]["CalendarView"];

/** How many of the office's hearings are shown of a day: each asks for its case's name, and the line may be slow. */
const OFFICE = 6;

export function Hearings() {
  const { t } = useTranslation("day");
  const { may } = useSession();
  const asked = api.useQuery("get", "/api/calendar", { params: { query: { from: today(), to: today(1), office: OFFICE } } });
  const ofOffice = isOfOffice(asked.data?.hearings ?? [], may);
  return (
    <Part title={t(ofOffice ? "hearings_office" : "hearings")} to="/calendar">
      <Read from={asked}>
        {(calendar) => (
          <Stack gap="sm">
            {[today(), today(1)].map((on, index) => (
              <div key={on}>
                <Group gap="xs">
                  <Text fw={600}>{t(index === 0 ? "today" : "tomorrow")}</Text>
                  <Holidays of={calendar} on={on} />
                </Group>
                <OneDay of={dayOf(calendar, on, ofOffice)} on={on} ofOffice={ofOffice} />
              </div>
            ))}
          </Stack>
        )}
      </Read>
    </Part>
  );
}

function Holidays({ of, on }: { of: Calendar; on: string }) {
  const { t, i18n } = useTranslation("day");
  return of.holidays.filter((one) => one.day === on).map((one) => (
    <Badge key={one.id} color="grape.9" variant="outline">
      <bdi>{(i18n.language !== "en" && one.name_ur) || one.name_en}</bdi>
      {one.is_tentative ? ` · ${t("awaiting_moon")}` : ""}
    </Badge>
  ));
}

function OneDay({ of: { shown, more }, on, ofOffice }: { of: DayOfHearings; on: string; ofOffice: boolean }) {
  const { t } = useTranslation("day");
  const none = ofOffice || more === 0 ? "no_hearings" : "none_of_yours";
  return (
    <>
      {shown.length === 0 && <Text c="dimmed">{t(none)}</Text>}
      {shown.map((one) => <Line key={one.id} of={one} />)}
      {more > 0 && (
        <Text size="sm" mt={6}>
          <Link to={`/calendar?whose=all&view=day&on=${on}`}>{t(ofOffice ? "and_more" : "in_office", { count: more })}</Link>
        </Text>
      )}
    </>
  );
}

function Line({ of }: { of: DayOfHearings["shown"][number] }) {
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
