/** A month to take a day from: fetched when a calendar is first opened. */
import "@mantine/dates/styles.css";
import { Calendar } from "@mantine/dates";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { today, useWhen } from "./when";

const SUNDAY: 0[] = [0];

export default function DayCalendar({ day, onTake }: { day: string | undefined; onTake: (day: string) => void }) {
  const { t } = useTranslation("days");
  const { locale } = useWhen();
  const [shown, setShown] = useState(day ?? today());
  const root = useRef<HTMLDivElement>(null);
  // It may have come after the frame around it had the focus: the keyboard goes on from the day itself.
  useEffect(() => root.current?.querySelector<HTMLElement>("[data-selected], [data-today]")?.focus(), []);
  return (
    <Calendar
      ref={root}
      className="day-calendar"
      locale={locale}
      firstDayOfWeek={1}
      weekendDays={SUNDAY}
      date={shown}
      onDateChange={setShown}
      highlightToday
      hideOutsideDates
      __stopPropagation
      getDayProps={(one) => ({ selected: one === day, onClick: () => onTake(one) })}
      ariaLabels={{
        nextMonth: t("month.next"), previousMonth: t("month.previous"), nextYear: t("year.next"), previousYear: t("year.previous"),
        nextDecade: t("decade.next"), previousDecade: t("decade.previous"),
      }}
    />
  );
}
