/** When a hearing begins: entered as the court gave it, or taken by a press from the court's free times. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { InstantInput } from "@/parts/DayInput";
import { Read } from "@/parts/Read";
import { instantOf, local, today, useWhen } from "@/parts/when";
import type { PickerProps } from "./pickers";

const INSTANT = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/;
const DAYS = 14;
const SHOWN = 12;
/** As the API allows; whoever types 30 passes by 3. */
const LEAST_MINUTES = 5;
const MOST_MINUTES = 480;

export function StartPicker({ parts, value, set, state, params }: PickerProps) {
  const { t } = useTranslation("forms");
  const text = typeof value === "string" ? value : "";
  const day = INSTANT.test(text) ? local(text).format("YYYY-MM-DD") : "";
  // Taking a time from the list leaves the list where it is; a day that is typed moves it.
  const [from, setFrom] = useState(day);
  const type = (typed: string | undefined) => {
    if (typed && INSTANT.test(typed)) setFrom(local(typed).format("YYYY-MM-DD"));
    set(typed);
  };
  const court = (state.values.court_id as string | undefined) ?? params.court_id;
  const [isOpen, setOpen] = useState(!!court);
  useEffect(() => setOpen(!!court), [court]);
  return (
    <div className="takes-start">
      <InstantInput {...parts} value={text} onChange={type} />
      <details
        open={isOpen}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
          if (!from) setFrom(day);
        }}
      >
        <summary>{t("free_slots")}</summary>
        {isOpen && (court ? <Slots court={court} from={from || params.not_before || today()} chosen={text} state={state} params={params} onTake={set} /> : <Text size="sm" c="dimmed">{t("free_needs_court")}</Text>)}
      </details>
    </div>
  );
}

type SlotsProps = Pick<PickerProps, "state" | "params"> & { court: string; from: string; chosen: string; onTake: (startsAt: string) => void };

function Slots({ court, from, chosen, state, params, onTake }: SlotsProps) {
  const { t } = useTranslation("forms");
  const { dayOf, time } = useWhen();
  const [shown, setShown] = useState(SHOWN);
  const wanted = Math.round(Number(state.values.minutes ?? params.minutes ?? 30)) || 30;
  const minutes = Math.min(Math.max(wanted, LEAST_MINUTES), MOST_MINUTES);
  const people = state.values.prosecutor_ids as string[] | undefined;
  const prosecutor = people?.[0] ?? params.prosecutor_id;
  const first = from < today() ? today() : from;
  const to = local(instantOf(first, "12:00")).add(DAYS, "day").format("YYYY-MM-DD");
  const asked = api.useQuery("get", "/api/courts/{court_id}/free-slots", {
    params: { path: { court_id: court }, query: { from: first, to, minutes, ...(prosecutor ? { prosecutor_id: prosecutor } : {}) } },
  });
  return (
    <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_free_slots")}>
      {({ items }) => (
        <Stack gap="xs" mt="xs">
          {byDay(items.slice(0, shown)).map(([day, slots]) => (
            <Group key={day} gap="xs">
              <Text size="sm" className="number" miw={110}>{dayOf(slots[0]!.starts_at)}</Text>
              {slots.map((slot) => (
                <Button
                  key={slot.starts_at + slot.room_id}
                  size="compact-sm"
                  variant={isSame(slot.starts_at, chosen) ? "filled" : "default"}
                  aria-pressed={isSame(slot.starts_at, chosen)}
                  onClick={() => onTake(slot.starts_at)}
                  aria-label={`${dayOf(slot.starts_at)} ${time(slot.starts_at)}`}
                >
                  {time(slot.starts_at)}
                  {slot.in_own_time && ` · ${t("in_own_time")}`}
                </Button>
              ))}
            </Group>
          ))}
          {items.length > shown && (
            <div><Button variant="subtle" size="compact-sm" onClick={() => setShown(shown + SHOWN)}>{t("more_free")}</Button></div>
          )}
        </Stack>
      )}
    </Read>
  );
}

function isSame(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other);
}

function byDay<S extends { starts_at: string }>(slots: S[]): [string, S[]][] {
  const days = new Map<string, S[]>();
  for (const slot of slots) {
    const day = local(slot.starts_at).format("YYYY-MM-DD");
    // Two rooms free at one time are one offer: the room is chosen by the service.
    if (days.get(day)?.some((one) => one.starts_at === slot.starts_at)) continue;
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days];
}
