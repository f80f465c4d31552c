/** Fields for a day, an hour, or both, that say below in words what was understood.
 *
 * Browsers write days in the order of their own settings: 05/06 is read both ways. So a day is typed here as Sindh writes it, or taken
 * from a calendar; a touch screen has a wheel of its own, which nobody misreads. What is not understood stays as it was typed.
 */
import { ActionIcon, Popover, Text, TextInput, type TextInputProps } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconCalendar } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { isDay, readDay, readDayAndTime, readTime, writeDay } from "./typedDays";
import { instantOf, local, useWhen } from "./when";

const DayCalendar = lazy(() => import("./DayCalendar"));
const WRITTEN_AS = { day: "DD/MM/YYYY", time: "HH:MM", instant: "DD/MM/YYYY HH:MM" };

type Common = Omit<TextInputProps, "value" | "onChange" | "type">;
interface Props extends Common {
  value: string;
  /** Gets what was understood, else what was typed, and nothing when the field is empty. */
  onChange: (value: string | undefined) => void;
}
interface TypedProps extends Props {
  kind: keyof typeof WRITTEN_AS;
  native: "date" | "time" | "datetime-local";
  read: (typed: string, isDone: boolean) => string | undefined;
  write: (value: string) => string;
  says?: string | undefined;
}

export function DayInput({ isQuiet = false, ...props }: Props & { isQuiet?: boolean }) {
  const { day } = useWhen();
  const read = (typed: string, isDone: boolean) => readDay(typed, { isDone, mayLackYear: true });
  return <Typed {...props} kind="day" native="date" read={read} write={writeDay} says={!isQuiet && isDay(props.value) ? day(props.value) : undefined} />;
}

export function TimeInput(props: Props) {
  return <Typed {...props} kind="time" native="time" read={readTime} write={(time) => time} />;
}

/** A field for an instant: entered as day and hour of Karachi, kept as the API has instants. */
export function InstantInput({ value, onChange, ...props }: Props) {
  const { dayOf, time } = useWhen();
  const isInstant = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(value);
  const give = (typed: string | undefined) => {
    const [day, time] = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typed ?? "") ? (typed ?? "").split("T") : [];
    onChange(day && time ? instantOf(day, time) : typed);
  };
  return (
    <Typed
      {...props}
      kind="instant"
      native="datetime-local"
      value={isInstant ? local(value).format("YYYY-MM-DDTHH:mm") : value}
      onChange={give}
      read={(typed, isDone) => readDayAndTime(typed, { isDone })}
      write={(text) => text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/, (_, day: string, time: string) => `${writeDay(day)} ${time}`)}
      says={isInstant ? `${dayOf(value)}, ${time(value)}` : undefined}
    />
  );
}

interface FilterProps extends Omit<Props, "onChange" | "max"> { onChange: (day: string) => void; max?: string }

/** A day by which a screen is narrowed: only what was understood counts, and it stands in line with the other conditions. */
export function DayFilter({ value, onChange, max, ...props }: FilterProps) {
  const { t } = useTranslation("days");
  const { day } = useWhen();
  const [unclear, setUnclear] = useState<string>();
  const give = (typed: string | undefined) => {
    const isClear = !typed || (isDay(typed) && !isAfter(typed, max));
    setUnclear(isClear ? undefined : typed);
    if (isClear) onChange(typed ?? "");
  };
  const wrong = unclear && isAfter(unclear, max) ? t("too_late", { day: day(max!) }) : t("no_day");
  return <DayInput {...props} {...(max ? { max } : {})} isQuiet value={unclear ?? value} onChange={give} error={unclear === undefined ? undefined : wrong} />;
}

function isAfter(day: string, max: string | undefined): boolean {
  return !!max && isDay(day) && day > max;
}

function Typed({ kind, native, read, write, says, value, onChange, error, ...props }: TypedProps) {
  const isTouch = useMediaQuery("(pointer: coarse)", false, { getInitialValueInEffect: false });
  const [typed, setTyped] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const type = (text: string) => {
    const found = read(text, false);
    // Eight digits in a row are a whole day: it is shown as one at once.
    setTyped(kind === "day" && found && !/\D/.test(text) ? undefined : text);
    onChange(found ?? (text || undefined));
  };
  const finish = () => {
    const found = typed === undefined ? undefined : read(typed, true);
    setTyped(undefined);
    if (found && found !== value) onChange(found);
  };
  // Nobody is told of a mistake in the middle of a word.
  const shown = typed === undefined ? error : undefined;
  const common = { ...props, ref: field, error: shown, inputContainer: (input: React.ReactNode) => <>{input}<Says of={shown ? undefined : says} /></> };
  if (isTouch) return <TextInput {...common} type={native} value={value} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
  return (
    <TextInput
      {...common}
      classNames={{ input: "typed-day" }}
      placeholder={WRITTEN_AS[kind]}
      autoComplete="off"
      inputMode={kind === "time" ? "numeric" : undefined}
      value={typed ?? write(value)}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => event.key === "Enter" && finish()}
      rightSectionPointerEvents="all"
      rightSection={kind === "time" ? undefined : (
        <Calendar
          label={props.label}
          day={value.slice(0, 10)}
          onTake={(day) => {
            // An hour that stands there stays; one that is missing is typed next.
            const time = /T\d\d:\d\d$/.exec(value)?.[0];
            if (kind === "instant" && !time) type(`${writeDay(day)} `);
            else onChange(day + (time ?? ""));
          }}
          onEnd={() => field.current?.focus()}
        />
      )}
    />
  );
}

/** What was understood; its line is there before, so that nothing moves when it is filled. */
function Says({ of }: { of: string | undefined }) {
  return <Text size="sm" c="dimmed" className="says-day">{of && <span className="number">{of}</span>}</Text>;
}

interface CalendarProps { label: React.ReactNode; day: string; onTake: (day: string) => void; onEnd: () => void }

function Calendar({ label, day, onTake, onEnd }: CalendarProps) {
  const { t } = useTranslation("days");
  const [isOpen, setOpen] = useState(false);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) onEnd();
    wasOpen.current = isOpen;
  }, [isOpen]); // eslint-disable-line -- once it has closed
  const called = t("calendar_of", { what: typeof label === "string" ? label : "" });
  return (
    <Popover opened={isOpen} onChange={(opened) => !opened && setOpen(false)} position="bottom-end" shadow="md" trapFocus returnFocus={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          aria-label={called}
          aria-haspopup="dialog"
          data-mantine-stop-propagation={isOpen || undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <IconCalendar size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={called} data-mantine-stop-propagation>
        <Suspense fallback={<div className="day-calendar-place" />}>
          <DayCalendar
            day={isDay(day) ? day : undefined}
            onTake={(taken) => {
              onTake(taken);
              setOpen(false);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
