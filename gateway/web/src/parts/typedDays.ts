/** Days and hours as people in Sindh type them: day before month, hours to 23. What is not clear is no day: nothing is guessed. */
import dayjs from "dayjs";
import "dayjs/locale/sd";
import "dayjs/locale/ur";

const DAY = /^(?:19\d\d|20\d\d|2100)-\d\d-\d\d$/;
const APART = "[-./\\s]\\s*";
const WRITTEN = new RegExp(`^(\\d{1,2})${APART}(\\d{1,2})${APART}(\\d{4}|\\d{2})$`);
const NAMED = /^(\d{1,2})[\s.-]*([^\d\s.,-]{3,})[\s.,-]*(\d{4}|\d{2})?$/;
const LAST_OF_CENTURY = 20;

interface Reading {
  /** The typing is over: a year of two digits is one, not the beginning of four. */
  isDone?: boolean;
  /** A month's name may stand without its year, which then is this one. */
  mayLackYear?: boolean;
}

export function isDay(text: string): boolean {
  return DAY.test(text) && dayjs(text).format("YYYY-MM-DD") === text;
}

/** Give the day that was typed as YYYY-MM-DD; nothing when it is not clear which one is meant. */
export function readDay(typed: string, { isDone = false, mayLackYear = false }: Reading = {}): string | undefined {
  const text = plain(typed);
  if (isDay(text)) return text;
  const digits = /^(\d\d)(\d\d)(\d{4}|\d\d)$/.exec(text);
  const [, day, month, year] = digits ?? WRITTEN.exec(text) ?? byName(text) ?? [];
  if (!day || !month || (!year && !(isDone && mayLackYear))) return undefined;
  if (year?.length === 2 && !isDone) return undefined;
  const found = `${fullYear(year)}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(found) ? found : undefined;
}

/** Give the hour that was typed as HH:MM. */
export function readTime(typed: string): string | undefined {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d\d)$/.exec(plain(typed)) ?? [];
  if (!hour || !minute || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, "0")}:${minute}`;
}

/** Give the day and the hour that were typed as YYYY-MM-DDTHH:MM. */
export function readDayAndTime(typed: string, { isDone = false }: Reading = {}): string | undefined {
  const [, first = "", last = ""] = /^(.+?)(?:\s*,\s*|\s+|t)(\d{1,2}[:.]?\d\d)$/.exec(plain(typed)) ?? [];
  const day = readDay(first, { isDone });
  const time = readTime(last);
  return day && time ? `${day}T${time}` : undefined;
}

/** Write a day as it is typed here. */
export function writeDay(day: string): string {
  return isDay(day) ? day.split("-").reverse().join("/") : day;
}

/** Digits of Urdu and Sindhi as Latin ones, letters that look alike as one, small. */
function plain(typed: string): string {
  return typed
    .trim()
    .toLowerCase()
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[يى]/g, "ی")
    .replace(/[كڪ]/g, "ک")
    .replace(/\s+/g, " ");
}

function byName(text: string): (string | undefined)[] | undefined {
  const [, day, name, year] = NAMED.exec(text) ?? [];
  const months = ["en", "ur", "sd"].map((language) => (dayjs.Ls[language]?.months ?? []).map(plain));
  const number = months.map((names) => names.findIndex((month) => month.startsWith(name ?? "?"))).find((index) => index >= 0);
  return number === undefined ? undefined : [text, day, String(number + 1), year];
}

function fullYear(year: string | undefined): string {
  const now = dayjs();
  if (!year) return String(now.year());
  if (year.length === 4) return year;
  return Number(year) <= (now.year() % 100) + LAST_OF_CENTURY ? `20${year}` : `19${year}`;
}
