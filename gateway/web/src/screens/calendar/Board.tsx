/** A day, week or month as a board on which hearings lie and are dragged; on a phone the list alone says the same. */
import { Schedule, type ScheduleEventData, type ScheduleViewLevel } from "@mantine/schedule";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useMayDo } from "@/forms/ProcedureButton";
import { CourtName, useCodes } from "@/parts/names";
import { instantOf, local, useWhen } from "@/parts/when";
import { useCaseLabels } from "./caseLabels";
import { useHolidayName, type Hearing, type useHearings } from "./hearings";

type Shown = Pick<ReturnType<typeof useHearings>, "hearings" | "leave" | "holidays">;
interface Props {
  of: Shown;
  on: string;
  level: ScheduleViewLevel;
  onChange: (changed: Record<string, string>) => void;
  onDrop: (hearing: Hearing, startsAt: string) => void;
}

const LEVELS = { viewSelectProps: { views: ["day", "week", "month"] } } as const;
const now = () => local(new Date()).format("YYYY-MM-DD HH:mm:ss");
// High enough for a case, its purpose and its court in half an hour.
const HOURS = { startTime: "08:00:00", endTime: "18:00:00", intervalMinutes: 30, slotHeight: "112px", getCurrentTime: now, renderEventBody: Body, ...LEVELS };
const WEEK = { firstDayOfWeek: 1 } as const;

export function Board({ of, on, level, onChange, onDrop }: Props) {
  const { t } = useTranslation("calendar");
  const mayDo = useMayDo();
  const navigate = useNavigate();
  const { locale } = useWhen();
  const hearingOf = (event: ScheduleEventData) => event.payload?.hearing as Hearing | undefined;
  return (
    <div ref={nameWeekdays}>
      <Schedule
        events={useEvents(of)}
        date={on}
        onDateChange={(date) => onChange({ on: String(date).slice(0, 10) })}
        view={level}
        onViewChange={(view) => onChange({ view })}
        locale={locale}
        labels={labels(t)}
        withEventsDragAndDrop={mayDo("move_hearing")}
        canDragEvent={(event) => hearingOf(event)?.status === "scheduled"}
        onEventDrop={({ event, newStart }) => {
          const hearing = hearingOf(event);
          const [day, time] = newStart.split(" ");
          if (hearing && day && time) onDrop(hearing, instantOf(day, time.slice(0, 5)));
        }}
        onEventClick={(event) => {
          const hearing = hearingOf(event);
          if (hearing) void navigate(`/calendar/hearings/${hearing.id}`);
        }}
        dayViewProps={HOURS}
        weekViewProps={{ ...HOURS, ...WEEK, weekendDays: [0], weekLabelFormat: "D MMM", highlightToday: true }}
        monthViewProps={{ ...LEVELS, ...WEEK, weekendDays: [0] }}
      />
    </div>
  );
}

/** What stands on a box: a hearing's case, its purpose and its court; of leave and holidays what they are. */
function Body({ title, payload }: ScheduleEventData): ReactNode {
  const hearing = payload?.hearing as Hearing | undefined;
  if (!hearing) return title;
  return (
    <>
      <span className="event-line">{title}</span>
      <span className="event-line event-court"><CourtName id={hearing.court_id} /></span>
    </>
  );
}

/** Hearings that take no time any more. */
const GONE = new Set(["vacated", "merged", "lapsed"]);

/** What lies on the board: hearings by case and purpose, approved leave, holidays. */
function useEvents({ hearings, leave, holidays }: Shown): ScheduleEventData[] {
  const { t } = useTranslation("calendar");
  const title = useCodes();
  const holidayName = useHolidayName();
  const labelOf = useCaseLabels(hearings.map(({ case_id }) => case_id));
  return useMemo(() => {
    const clock = (at: string) => local(at).format("YYYY-MM-DD HH:mm:ss");
    return [
      ...hearings.filter(({ status }) => !GONE.has(status)).map((one) => ({
        id: one.id, title: t("event", { case: labelOf(one.case_id), purpose: title("purpose", one.purpose) }), start: clock(one.starts_at), end: clock(one.ends_at),
        color: one.status === "scheduled" ? "ink" : "gray", payload: { hearing: one },
      })),
      ...leave.filter((one) => one.status === "approved").map((one) => ({
        id: `leave ${one.id}`, title: t("on_leave"), start: `${one.first_on} 00:00:00`, end: `${one.last_on} 23:59:59`, color: "amber", payload: {},
      })),
      ...holidays.map((one) => ({
        id: `holiday ${one.id}`, title: holidayName(one),
        start: `${one.day} 00:00:00`, end: `${one.day} 23:59:59`, color: "grape", payload: {},
      })),
    ];
  }, [hearings, leave, holidays, title, holidayName, labelOf, t]);
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
