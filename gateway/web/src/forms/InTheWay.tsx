/** What comes with a refused booking: who or what is taken, by which hearing, where and when; and the next times that are free. */
import { Button, Group, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Problem } from "@/api/problems";
import { CourtName, PersonName } from "@/parts/names";
import { TimeSpan, useWhen } from "@/parts/when";

export interface Taken { kind: string; resource_id: string; hearing_id: string; court_id: string; starts_at: string; ends_at: string; is_untimed: boolean }

function listIn<T>(problem: Problem, name: string): T[] {
  const found = problem.more[name];
  return Array.isArray(found) ? (found as T[]) : [];
}

/** The case that is there already, where the reader may open it. */
export function Existing({ from }: { from: Problem }) {
  const { t } = useTranslation("forms");
  const id = from.code === "fir_already_registered" ? from.more.case_id : undefined;
  return typeof id === "string" ? <Text size="sm" mt="xs"><Link to={`/cases/${id}`}>{t("open_existing")}</Link></Text> : null;
}

export function InTheWay({ from }: { from: Problem }) {
  const all = listIn<Taken>(from, "in_the_way");
  // A hearing that has the room has its court too: said once.
  const taken = all.filter((one) => one.kind !== "court" || !all.some(({ kind, hearing_id }) => kind === "room" && hearing_id === one.hearing_id));
  const people = listIn<string>(from, "prosecutor_ids");
  if (taken.length === 0 && people.length === 0) return null;
  return (
    <List size="sm" mt="xs">
      {people.map((id) => <List.Item key={id}><PersonName id={id} /></List.Item>)}
      {taken.map((one) => <List.Item key={`${one.kind} ${one.resource_id} ${one.hearing_id}`}><TakenLine of={one} /></List.Item>)}
    </List>
  );
}

export function TakenLine({ of }: { of: Taken }) {
  const { t } = useTranslation("forms");
  const { dayOf } = useWhen();
  return (
    <>
      {t(`taken.${of.kind}`)}{of.kind === "prosecutor" && <> (<PersonName id={of.resource_id} />)</>}:{" "}
      <CourtName id={of.court_id} />, <span className="number">{dayOf(of.starts_at)}</span>,{" "}
      {of.is_untimed ? t("taken_list") : <TimeSpan from={of.starts_at} to={of.ends_at} />}
      {" · "}
      <Link to={`/calendar/hearings/${of.hearing_id}`} target="_blank" rel="noopener">{t("taken_see")}</Link>
    </>
  );
}

/** The next free times that come with a refusal: one press takes one. */
export function FreeTimes({ from, onTake }: { from: Problem; onTake: (startsAt: string) => void }) {
  const { t } = useTranslation("forms");
  const { instant } = useWhen();
  const offered = listIn<{ starts_at: string }>(from, "next_free");
  if (offered.length === 0) return null;
  return (
    <Group gap="xs" mt="xs">
      <Text size="sm">{t("free_times")}</Text>
      {offered.map(({ starts_at }) => (
        <Button key={starts_at} size="compact-sm" variant="default" onClick={() => onTake(starts_at)}>
          {instant(starts_at)}
        </Button>
      ))}
    </Group>
  );
}
