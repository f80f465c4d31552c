/** Fields that name something that exists: chosen from what the reader may see, never typed as an id or a code. */
import { MultiSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { TimeInput } from "@/parts/DayInput";
import type { FieldProps, useFieldParts } from "./Fields";
import { bare, kindOf, type Shape } from "./operation";
import { PurposePicker } from "./PurposePicker";
import { peopleWhoMay } from "./peopleSources";
import { SERVED, type Source } from "./source";
import { choices, ELSEWHERE, sections, SOURCES } from "./sources";
import { StartPicker } from "./StartPicker";
import { StepPicker } from "./StepPicker";
import { SectionPicker, StationPicker } from "./Suggesting";
import { WeekdayPicker } from "./WeekdayPicker";

export interface PickerProps extends FieldProps {
  parts: ReturnType<typeof useFieldParts>;
  value: unknown;
  set: (value: unknown) => void;
}

/** Times of day by the clock on the wall; the description knows them as text alone. */
const HOURS = new Set(["starts", "ends", "opens", "closes", "duty_opens", "duty_closes", "not_before", "not_after"]);

/** Steps that take a time of a court: its free times are shown beside the field. */
const BOOKINGS = new Set(["schedule_hearing", "move_hearing", "fix_hearing", "split_hearing"]);
/** Steps of which the page knows those that fit. */
const FOLLOWING = new Set(["record_custody", "add_property_step"]);
/** More choices than that are searched; fewer are drawn by the browser. */
const MOST_DRAWN = 20;
const BESIDE_ACT = /(sections|charges|verdicts)\.section$/;

export function isBooking(operation: string, path: string): boolean {
  return path === "starts_at" && BOOKINGS.has(operation);
}

/** What a field is chosen from; nothing when it is typed. */
export function findPicker(operation: string, path: string, shape: Shape): ComponentType<PickerProps> | undefined {
  const plain = path.replace(/\.\d+/g, "");
  const name = plain.split(".").at(-1) ?? plain;
  if (name === "purpose" && kindOf(shape) === "text") return PurposePicker;
  if (HOURS.has(name) && kindOf(shape) === "text") return HourPicker;
  if (name === "weekday") return WeekdayPicker;
  if (`${operation}:${plain}` === "register_case:police_station") return StationPicker;
  if (plain === "step" && FOLLOWING.has(operation)) return StepPicker;
  if (isBooking(operation, plain)) return StartPicker;
  if ((shape.enum?.length ?? 0) > MOST_DRAWN) return one("choices", choices);
  const may = bare(shape.items ?? shape)["x-person"];
  if (may !== undefined) return (shape.items ? many : one)(`person ${may}`, peopleWhoMay(may));
  const source = ELSEWHERE[`${operation}:${plain}`] ?? (BESIDE_ACT.test(plain) ? sections : SOURCES[name]);
  if (!source || shape.enum) return undefined;
  const key = ELSEWHERE[`${operation}:${plain}`] ? `${operation}:${plain}` : name;
  const kind = kindOf(shape);
  // A section that the catalogue does not have yet may be typed all the same.
  if (source === sections) return SectionPicker;
  if (kind === "list") return many(key, source);
  return kind === "id" || kind === "text" ? one(key, source) : undefined;
}

function HourPicker({ parts, value, set }: PickerProps) {
  // The service gives hours with their seconds.
  const text = typeof value === "string" ? value.replace(/^(\d\d:\d\d):\d\d$/, "$1") : "";
  return <TimeInput {...parts} value={text} onChange={set} />;
}

const made = new Map<string, ComponentType<PickerProps>>();

function once(key: string, make: () => ComponentType<PickerProps>): ComponentType<PickerProps> {
  const known = made.get(key) ?? make();
  made.set(key, known);
  return known;
}

function one(name: string, useSource: Source) {
  return once(name, () => function OnePicker(props: PickerProps) {
    const { t } = useTranslation("forms");
    const [search, setSearch] = useState("");
    const [settled] = useDebouncedValue(search, 300);
    // The name of what is chosen stands in the field as if it had been typed: nobody looks for it, nor for what it was called before.
    const called = useRef(new Set<string>());
    const { options, isLoading } = useSource(props, called.current.has(settled) ? "" : settled);
    useEffect(() => {
      const chosen = options.find(({ value }) => value === props.value);
      if (chosen) called.current.add(chosen.label);
    });
    return (
      <Select
        {...props.parts}
        name={undefined}
        data-field={props.path}
        data={options}
        value={typeof props.value === "string" && props.value ? props.value : null}
        onChange={(value) => props.set(value ?? undefined)}
        searchable
        // What is wrong is gone to when a form is sent: the list would lie over the field below.
        openOnFocus={false}
        // Whoever chooses again what stands there means it.
        allowDeselect={false}
        clearable={!props.isRequired}
        clearButtonProps={{ "aria-label": t("clear") }}
        {...(SERVED.has(useSource) ? { onSearchChange: setSearch, filter: ({ options: all }) => all } : {})}
        nothingFoundMessage={isLoading ? t("looking") : t("nothing_found")}
        placeholder={t("choose")}
      />
    );
  });
}

function many(name: string, useSource: Source) {
  return once(`${name}[]`, () => function ManyPicker(props: PickerProps) {
    const { t } = useTranslation("forms");
    const [search, setSearch] = useState("");
    const [settled] = useDebouncedValue(search, 300);
    const { options, isLoading } = useSource(props, settled);
    return (
      <MultiSelect
        {...props.parts}
        name={undefined}
        data-field={props.path}
        data={options}
        value={Array.isArray(props.value) ? (props.value as string[]) : []}
        onChange={(value) => props.set(value)}
        searchable
        openOnFocus={false}
        {...(SERVED.has(useSource) ? { onSearchChange: setSearch, filter: ({ options: all }) => all } : {})}
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        nothingFoundMessage={isLoading ? t("looking") : t("nothing_found")}
      />
    );
  });
}
