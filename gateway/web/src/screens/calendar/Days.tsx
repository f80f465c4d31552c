/** Hearings as a list, day by day: for phones, for keyboards, for print. */
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMayDo } from "@/forms/ProcedureButton";
import { CaseLink, CourtName, PersonNames, useCodes } from "@/parts/names";
import { Day, local, TimeSpan, today, useWhen } from "@/parts/when";
import { useHolidayName, type Hearing } from "./hearings";

interface DaysProps { hearings: Hearing[]; holidays: components["schemas"]["HolidayView"][]; onMove: (hearing: Hearing) => void }

export function Days({ hearings, holidays, onMove }: DaysProps) {
  const { t } = useTranslation("calendar");
  const { day: written } = useWhen();
  const holidayName = useHolidayName();
  const byDay = new Map<string, Hearing[]>();
  for (const one of hearings) {
    const day = local(one.starts_at).format("YYYY-MM-DD");
    byDay.set(day, [...(byDay.get(day) ?? []), one]);
  }
  if (byDay.size === 0) return <Text c="dimmed">{t("none")}</Text>;
  return [...byDay].sort(([one], [other]) => one.localeCompare(other)).map(([day, list]) => (
    <section key={day} aria-label={written(day)}>
      <Group gap="xs">
        <Text fw={700}><Day on={day} /></Text>
        {day === today() && <Badge color="ink">{t("schedule.today")}</Badge>}
        {holidays.filter((one) => one.day === day).map((one) => <Badge key={one.id} color="grape.9" variant="outline"><bdi>{holidayName(one)}</bdi></Badge>)}
      </Group>
      <Stack gap="xs" mt={4}>
        {list.map((one) => <Line key={one.id} of={one} onMove={() => onMove(one)} />)}
      </Stack>
    </section>
  ));
}

function Line({ of, onMove }: { of: Hearing; onMove: () => void }) {
  const { t } = useTranslation(["calendar", "choices"]);
  const mayDo = useMayDo();
  const title = useCodes();
  return (
    <Card withBorder padding="xs" tabIndex={-1} id={`hearing-${of.id}`}>
      <Group gap="sm">
        <Text fw={700} className="number"><Link to={`/calendar/hearings/${of.id}`}>{of.is_untimed ? `${t("number")} ${of.list_number ?? "–"}` : <TimeSpan from={of.starts_at} to={of.ends_at} />}</Link></Text>
        <CaseLink id={of.case_id} />
        <Text size="sm">{title("purpose", of.purpose)} · <CourtName id={of.court_id} /></Text>
        {of.status !== "scheduled" && <Badge color="gray.8">{t(`choices:${of.status}`)}</Badge>}
        {of.to_be_refixed && <Badge color="amber.9">{t("to_be_refixed")}</Badge>}
      </Group>
      <Group gap="xs">
        <Text size="sm">
          {of.prosecutor_ids.length === 0 ? <span style={{ color: "var(--cmms-urgent)" }}>{t("no_prosecutor")}</span> : <PersonNames ids={of.prosecutor_ids} />}
        </Text>
        {of.status === "scheduled" && mayDo("move_hearing") && <Button size="compact-sm" variant="light" onClick={onMove}>{t("move")}</Button>}
        <Button component={Link} to={`/calendar/hearings/${of.id}`} size="compact-sm" variant="subtle">{t("open_hearing")}</Button>
      </Group>
    </Card>
  );
}
