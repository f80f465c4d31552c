/** Days and times as Sindh reads them: Asia/Karachi, day before month, month names in the reader's language, Latin digits.
 *
 * Browsers have no month names in Sindhi, so the names come from dayjs for all three languages alike.
 */
import { Badge, Text } from "@mantine/core";
import dayjs from "dayjs";
import "dayjs/locale/en-gb";
import "dayjs/locale/sd";
import "dayjs/locale/ur";
import timezone from "dayjs/plugin/timezone";
import utc from "dayjs/plugin/utc";
import { useTranslation } from "react-i18next";

dayjs.extend(utc);
dayjs.extend(timezone);

export const ZONE = "Asia/Karachi";
const LOCALES: Record<string, string> = { en: "en-gb", ur: "ur", sd: "sd" };

export function local(instant: string | Date): dayjs.Dayjs {
  return dayjs(instant).tz(ZONE);
}

/** Give today in Asia/Karachi, as YYYY-MM-DD, some days on or back. */
export function today(days = 0): string {
  return dayjs().tz(ZONE).add(days, "day").format("YYYY-MM-DD");
}

/** Give some day that is this day of the week, counted from Monday as 1. */
export function weekdayOf(number: number): string {
  return `2024-01-0${number}`;
}

/** Give the instant of a day and time of Asia/Karachi as the API takes it. */
export function instantOf(day: string, time: string): string {
  return dayjs.tz(`${day}T${time}`, ZONE).toISOString();
}

/** Give when days begin and end in Asia/Karachi. */
export function spanOf(first: string, last = first): { starts_at: string; ends_at: string } {
  return { starts_at: instantOf(first, "00:00"), ends_at: instantOf(dayjs(last).add(1, "day").format("YYYY-MM-DD"), "00:00") };
}

export function useWhen() {
  const { i18n, t } = useTranslation();
  const locale = LOCALES[i18n.language] ?? "en-gb";
  const written = (at: dayjs.Dayjs, format: string) => at.locale(locale).format(format);
  return {
    day: (day: string) => written(dayjs(day), "ddd D MMM YYYY"),
    dayOf: (instant: string) => written(local(instant), "ddd D MMM YYYY"),
    shortDay: (day: string) => written(dayjs(day), "D MMM"),
    time: (instant: string) => local(instant).format("HH:mm"),
    instant: (instant: string) => written(local(instant), `D MMM YYYY[${t("comma")}]HH:mm`),
    dayAndTime: (instant: string) => written(local(instant), `ddd D MMM YYYY[${t("comma")}]HH:mm`),
    month: (day: string) => written(dayjs(day), "MMMM YYYY"),
    weekday: (day: string) => written(dayjs(day), "dddd"),
    locale,
  };
}

export function Day({ on }: { on: string | null | undefined }) {
  const { day } = useWhen();
  return on ? <time dateTime={on} className="number">{day(on)}</time> : <>–</>;
}

/** The day on which something happened: that of the clock on the wall here, not of the instant's own digits. */
export function DayOf({ at }: { at: string | null | undefined }) {
  const { dayOf } = useWhen();
  return at ? <time dateTime={at} className="number">{dayOf(at)}</time> : <>–</>;
}

/** When something takes place: on which day of the week, too. */
export function DayAndTime({ at }: { at: string | null | undefined }) {
  const { dayAndTime } = useWhen();
  return at ? <time dateTime={at} className="number">{dayAndTime(at)}</time> : <>–</>;
}

export function Instant({ at }: { at: string | null | undefined }) {
  const { instant } = useWhen();
  return at ? <time dateTime={at} className="number">{instant(at)}</time> : <>–</>;
}

export function Time({ at }: { at: string }) {
  const { time } = useWhen();
  return <time dateTime={at} className="number">{time(at)}</time>;
}

/** From one time to another, in this order also where lines run from right to left. */
export function TimeSpan({ from, to }: { from: string; to: string }) {
  return <span dir="ltr" className="number"><Time at={from} />–<Time at={to} /></span>;
}

/** A day by which something is due: the date, and how far it is, for eyes that have no time to reckon. */
export function Due({ on }: { on: string }) {
  const { t } = useTranslation();
  const days = dayjs(on).diff(dayjs(today()), "day");
  return (
    <>
      <Badge color={days < 0 ? "red.9" : days <= 2 ? "amber.9" : "gray.7"} className="number">
        <Day on={on} />
      </Badge>{" "}
      <Text span size="sm" c={days < 0 ? "var(--cmms-urgent)" : "dimmed"}>
        {days < 0 ? t("days_late", { count: -days }) : days === 0 ? t("due_today") : t("days_left", { count: days })}
      </Text>
    </>
  );
}
