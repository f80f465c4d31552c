/** Days, weeks and months of hearings. A hearing is moved by dragging it, with a reason; what stands in the way is named. */
import { Badge, Button, Card, Drawer, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Schedule, type ScheduleEventData, type ScheduleViewLevel } from "@mantine/schedule";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { ProcedureForm } from "@/forms/ProcedureForm";
import { CaseLink, CourtName, PersonName, useCodes, useCourtName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Day, instantOf, local, Time, today, useWhen } from "@/parts/when";
import { directionOf } from "@/words";
import { useHearings, type Hearing, type Whose } from "./hearings";

const LEVELS: ScheduleViewLevel[] = ["day", "week", "month"];

/** From the first to the last day that a view shows, with the edges that a month spills over. */
function spanOf(level: ScheduleViewLevel, on: string): { from: string; to: string } {
  const unit = level === "day" ? "day" : level === "week" ? "week" : "month";
  const spare = level === "month" ? 7 : level === "week" ? 1 : 0;
  return {
    from: dayjs(on).startOf(unit).subtract(spare, "day").format("YYYY-MM-DD"),
    to: dayjs(on).endOf(unit).add(spare, "day").format("YYYY-MM-DD"),
  };
}

export function CalendarView() {
  const { t, i18n } = useTranslation("calendar");
  const { me } = useSession();
  const mayDo = useMayDo();
  const { locale } = useWhen();
  const isPhone = useMediaQuery("(max-width: 47.99em)") ?? false;
  const [query, setQuery] = useSearchParams();
  const [moving, setMoving] = useState<{ hearing: Hearing; starts_at?: string }>();
  const level = LEVELS.find((one) => one === query.get("view")) ?? (isPhone ? "day" : "week");
  const on = query.get("on") ?? today();
  const whose: Whose = query.get("court")
    ? { kind: "court", id: query.get("court")! }
    : query.get("prosecutor")
      ? { kind: "prosecutor", id: query.get("prosecutor")! }
      : { kind: "mine", id: me.id };
  const { from, to } = spanOf(level, on);
  const { hearings, leave, holidays, isCut, asked } = useHearings(whose, from, to);
  const title = useCodes();
  const change = (changed: Record<string, string>) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changed)) value ? after.set(name, value) : after.delete(name);
      return after;
    }, { replace: true });

  const events = useMemo<ScheduleEventData[]>(() => {
    const clock = (at: string) => local(at).format("YYYY-MM-DD HH:mm:ss");
    return [
      ...hearings.filter((one) => one.status !== "vacated").map((one) => ({
        id: one.id, title: title("purpose", one.purpose), start: clock(one.starts_at), end: clock(one.ends_at),
        color: one.status === "scheduled" ? "ink" : "gray.8", payload: { hearing: one },
      })),
      ...leave.filter((one) => one.status === "approved").map((one) => ({
        id: `leave ${one.id}`, title: t("on_leave"), start: `${one.first_on} 00:00:00`, end: `${one.last_on} 23:59:59`, color: "amber.9", payload: {},
      })),
      ...holidays.map((one) => ({
        id: `holiday ${one.id}`, title: one.name_en + (one.is_tentative ? ` (${t("awaiting_moon")})` : ""),
        start: `${one.day} 00:00:00`, end: `${one.day} 23:59:59`, color: "grape.9", payload: {},
      })),
    ];
  }, [hearings, leave, holidays, title, t]);

  return (
    <Page title={t("title")} actions={<ProcedureButton operation="schedule_hearing" button={{ variant: "filled" }} known={whose.kind === "court" ? { court_id: whose.id } : {}} />}>
      <Whom whose={whose} onChange={change} />
      {isCut && <Text c="var(--cmms-warning)" role="status">{t("cut")}</Text>}
      <Read from={asked} rows={8}>
        {() => (
          <Stack>
            {!isPhone && (
              <div ref={nameWeekdays}>
              <Schedule
                events={events}
                date={on}
                onDateChange={(date) => change({ on: String(date).slice(0, 10) })}
                view={level}
                onViewChange={(view) => change({ view })}
                locale={locale}
                labels={labels(t)}
                withEventsDragAndDrop={mayDo("move_hearing")}
                canDragEvent={(event) => (event.payload?.hearing as Hearing | undefined)?.status === "scheduled"}
                onEventDrop={({ event, newStart }) => {
                  const hearing = event.payload?.hearing as Hearing | undefined;
                  const [day, time] = newStart.split(" ");
                  if (hearing && day && time) setMoving({ hearing, starts_at: instantOf(day, time.slice(0, 5)) });
                }}
                onEventClick={(event) => {
                  const hearing = event.payload?.hearing as Hearing | undefined;
                  if (hearing) document.getElementById(`hearing-${hearing.id}`)?.focus();
                }}
                dayViewProps={{ startTime: "08:00:00", endTime: "18:00:00", intervalMinutes: 30 }}
                weekViewProps={{ startTime: "08:00:00", endTime: "18:00:00", intervalMinutes: 30, firstDayOfWeek: 1, weekendDays: [0] }}
                monthViewProps={{ firstDayOfWeek: 1, weekendDays: [0] }}
              />
              </div>
            )}
            {isPhone && <Turn on={on} level={level} onChange={change} />}
            <Days hearings={hearings} onMove={(hearing) => setMoving({ hearing })} holidays={holidays} />
          </Stack>
        )}
      </Read>
      <Drawer
        opened={moving !== undefined}
        onClose={() => setMoving(undefined)}
        title={t("procedures:move_hearing.title")}
        position={directionOf(i18n.language) === "rtl" ? "left" : "right"}
        size="lg"
        closeButtonProps={{ "aria-label": t("common:close") }}
      >
        {moving && (
          <ProcedureForm
            operation="move_hearing"
            params={{ hearing_id: moving.hearing.id }}
            version={moving.hearing.version}
            known={moving.starts_at ? { starts_at: moving.starts_at } : {}}
            onDone={() => setMoving(undefined)}
            onCancel={() => setMoving(undefined)}
          />
        )}
      </Drawer>
    </Page>
  );
}

/** Their weekday buttons are named by the bare date; without it they are named by what they show (WCAG 2.5.3). */
function nameWeekdays(place: HTMLElement | null): () => void {
  if (!place) return () => undefined;
  const name = () => {
    for (const button of place.querySelectorAll("button[aria-label]")) {
      if (button.textContent && /\d{4}-\d{2}-\d{2}$/.test(button.getAttribute("aria-label") ?? "")) button.removeAttribute("aria-label");
    }
  };
  const watcher = new MutationObserver(name);
  watcher.observe(place, { childList: true, subtree: true });
  name();
  return () => watcher.disconnect();
}

function labels(t: (key: string) => string) {
  const names = ["day", "week", "month", "year", "allDay", "weekday", "timeSlot", "today", "next", "previous", "more", "selectMonth", "selectYear", "switchToDayView", "switchToWeekView", "switchToMonthView", "switchToYearView", "viewSelectLabel", "noEvents"] as const;
  return Object.fromEntries(names.map((name) => [name, t(`schedule.${name}`)]));
}

function Whom({ whose, onChange }: { whose: Whose; onChange: (changed: Record<string, string>) => void }) {
  const { t } = useTranslation("calendar");
  const called = useCourtName();
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const people = api.useQuery("get", "/api/people", { params: { query: { limit: 200, role: "prosecutor" } } }, { staleTime: 600_000 });
  return (
    <Group align="flex-end" className="no-print">
      <Button variant={whose.kind === "mine" ? "filled" : "default"} onClick={() => onChange({ court: "", prosecutor: "" })}>
        {t("mine")}
      </Button>
      <NativeSelect label={t("court")} value={whose.kind === "court" ? whose.id : ""} onChange={(event) => onChange({ court: event.currentTarget.value, prosecutor: "" })}>
        <option value="">–</option>
        {courts.data?.items.map((one) => (
          <option key={one.id} value={one.id}>{called(one)}</option>
        ))}
      </NativeSelect>
      <NativeSelect label={t("prosecutor")} value={whose.kind === "prosecutor" ? whose.id : ""} onChange={(event) => onChange({ prosecutor: event.currentTarget.value, court: "" })}>
        <option value="">–</option>
        {people.data?.items.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </NativeSelect>
    </Group>
  );
}

function Turn({ on, level, onChange }: { on: string; level: ScheduleViewLevel; onChange: (changed: Record<string, string>) => void }) {
  const { t } = useTranslation("calendar");
  const unit = level === "month" ? "month" : level === "week" ? "week" : "day";
  const turn = (by: number) => onChange({ on: dayjs(on).add(by, unit).format("YYYY-MM-DD") });
  return (
    <Stack gap="xs" className="no-print">
      <Group justify="space-between">
        <Button variant="default" size="compact-md" onClick={() => turn(-1)}>{t("schedule.previous")}</Button>
        <Text fw={600}><Day on={on} /></Text>
        <Button variant="default" size="compact-md" onClick={() => turn(1)}>{t("schedule.next")}</Button>
      </Group>
      <Group gap="xs" justify="center">
        {LEVELS.map((one) => (
          <Button key={one} size="compact-sm" variant={level === one ? "filled" : "default"} aria-pressed={level === one} onClick={() => onChange({ view: one })}>
            {t(`schedule.${one}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

interface DaysProps { hearings: Hearing[]; holidays: { id: string; day: string; name_en: string; is_tentative: boolean }[]; onMove: (hearing: Hearing) => void }

/** The same as a list, day by day: for phones, for keyboards, for print. */
function Days({ hearings, holidays, onMove }: DaysProps) {
  const { t } = useTranslation("calendar");
  const byDay = new Map<string, Hearing[]>();
  for (const one of hearings) {
    const day = local(one.starts_at).format("YYYY-MM-DD");
    byDay.set(day, [...(byDay.get(day) ?? []), one]);
  }
  if (byDay.size === 0) return <Text c="dimmed">{t("none")}</Text>;
  return [...byDay].sort(([one], [other]) => one.localeCompare(other)).map(([day, list]) => (
    <section key={day} aria-label={day}>
      <Group gap="xs">
        <Text fw={700}><Day on={day} /></Text>
        {holidays.filter((one) => one.day === day).map((one) => <Badge key={one.id} color="grape.9" variant="outline"><bdi>{one.name_en}</bdi></Badge>)}
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
        <Text fw={700} className="number">{of.is_untimed ? `${t("number")} ${of.list_number ?? "–"}` : <><Time at={of.starts_at} />–<Time at={of.ends_at} /></>}</Text>
        <CaseLink id={of.case_id} />
        <Text size="sm">{title("purpose", of.purpose)} · <CourtName id={of.court_id} /></Text>
        {of.status !== "scheduled" && <Badge color="gray.8">{t(`choices:${of.status}`)}</Badge>}
        {of.to_be_refixed && <Badge color="amber.9">{t("to_be_refixed")}</Badge>}
      </Group>
      <Group gap="xs">
        <Text size="sm">
          {of.prosecutor_ids.length === 0 ? <span style={{ color: "var(--cmms-urgent)" }}>{t("no_prosecutor")}</span> : of.prosecutor_ids.map((id) => <span key={id}><PersonName id={id} /> </span>)}
        </Text>
        {of.status === "scheduled" && mayDo("move_hearing") && <Button size="compact-sm" variant="light" onClick={onMove}>{t("move")}</Button>}
        <Button component={Link} to={`/cases/${of.case_id}#hearings`} size="compact-sm" variant="subtle">{t("open")}</Button>
      </Group>
    </Card>
  );
}
