/** Days, weeks and months of hearings. A hearing is moved by dragging it, with a reason; what stands in the way is named. */
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ScheduleViewLevel } from "@mantine/schedule";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { PROSECUTORS } from "@/parts/people";
import { PersonSelect } from "@/parts/PersonSelect";
import { Read } from "@/parts/Read";
import { Day, local, today } from "@/parts/when";
import { Board } from "./Board";
import { CourtSelect } from "./CourtSelect";
import { Days } from "./Days";
import { useHearings, type Whose } from "./hearings";
import { Moving, type Move } from "./Moving";

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

/** Whose calendar the address names; else one's own for those who stand in hearings, and all in sight for the office. */
function whoseOf(query: URLSearchParams, me: string, stands: boolean): Whose {
  for (const kind of ["court", "prosecutor"] as const) {
    const id = query.get(kind);
    if (id) return { kind, id };
  }
  const isMine = query.get("whose") ? query.get("whose") === "mine" : stands;
  return { kind: isMine ? "mine" : "all", id: me };
}

function dayOf(instant: unknown): string | undefined {
  return typeof instant === "string" ? local(instant).format("YYYY-MM-DD") : undefined;
}

export function CalendarView() {
  const { t } = useTranslation("calendar");
  const { me, may } = useSession();
  const isPhone = useMediaQuery("(max-width: 47.99em)") ?? false;
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const [moving, setMoving] = useState<Move>();
  const level = LEVELS.find((one) => one === query.get("view")) ?? (isPhone ? "day" : "week");
  const on = query.get("on") ?? today();
  const whose = whoseOf(query, me.id, may("scheduling.apply_for_leave"));
  const { from, to } = spanOf(level, on);
  const shown = useHearings(whose, from, to);
  const court = whose.kind === "court" ? { court_id: whose.id } : {};
  const change = (changed: Record<string, string>) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changed)) value ? after.set(name, value) : after.delete(name);
      return after;
    }, { replace: true });
  // What was just fixed is shown, wherever its day lies.
  const goTo = (day: unknown) => typeof day === "string" && change({ on: day });
  const open = (sitting: { id?: string } | undefined) => sitting?.id && void navigate(`/calendar/sittings/${sitting.id}`);

  return (
    <Page
      title={t("title")}
      actions={
        <>
          <ProcedureButton operation="schedule_hearing" button={{ variant: "filled" }} known={court} onDone={(_, { starts_at }) => goTo(dayOf(starts_at))} />
          <ProcedureButton operation="schedule_sitting" known={court} onDone={(made) => open(made as { id?: string } | undefined)} />
        </>
      }
    >
      <Whom whose={whose} onChange={change} />
      {shown.isCut && <Text c="var(--cmms-warning)" role="status">{t("cut")}</Text>}
      <Read from={shown.asked} rows={8}>
        {() => (
          <Stack>
            {!isPhone && <Board of={shown} on={on} level={level} onChange={change} onDrop={(hearing, starts_at) => setMoving({ hearing, starts_at })} />}
            {isPhone && <Turn on={on} level={level} onChange={change} />}
            <Days hearings={shown.hearings} onMove={(hearing) => setMoving({ hearing })} holidays={shown.holidays} />
          </Stack>
        )}
      </Read>
      <Moving of={moving} onClose={() => setMoving(undefined)} />
    </Page>
  );
}

function Whom({ whose, onChange }: { whose: Whose; onChange: (changed: Record<string, string>) => void }) {
  const { t } = useTranslation("calendar");
  return (
    <Group align="flex-end" className="no-print">
      {(["mine", "all"] as const).map((kind) => (
        <Button key={kind} variant={whose.kind === kind ? "filled" : "default"} aria-pressed={whose.kind === kind} onClick={() => onChange({ whose: kind, court: "", prosecutor: "" })}>
          {t(kind)}
        </Button>
      ))}
      <CourtSelect label={t("court")} nothing="–" value={whose.kind === "court" ? whose.id : ""} onChange={(id) => onChange({ court: id, prosecutor: "" })} />
      <PersonSelect whom={PROSECUTORS} label={t("prosecutor")} nothing="–" value={whose.kind === "prosecutor" ? whose.id : ""} onChange={(id) => onChange({ prosecutor: id, court: "" })} />
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
        <Text fw={600} ta="center">
          {on === today() && <Badge color="ink">{t("schedule.today")}</Badge>} <Day on={on} />
        </Text>
        <Button variant="default" size="compact-md" onClick={() => turn(1)}>{t("schedule.next")}</Button>
      </Group>
      <Group gap="xs" justify="center">
        {LEVELS.map((one) => (
          <Button key={one} size="compact-sm" variant={level === one ? "filled" : "default"} aria-pressed={level === one} onClick={() => onChange({ view: one })}>
            {t(`schedule.${one}`)}
          </Button>
        ))}
        {on !== today() && <Button size="compact-sm" variant="subtle" onClick={() => onChange({ on: today() })}>{t("schedule.today")}</Button>}
      </Group>
    </Stack>
  );
}
