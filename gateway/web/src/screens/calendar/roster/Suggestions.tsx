/** A plan's suggestions in groups of a day and court, filtered; one is accepted by a press, and so is a group, or all that is shown. */
import { Alert, Button, Card, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useMayDo } from "@/forms/ProcedureButton";
import { CourtName } from "@/parts/names";
import { Seen } from "@/parts/Seen";
import { PROSECUTORS } from "@/parts/people";
import { PersonSelect } from "@/parts/PersonSelect";
import { Trouble } from "@/parts/Trouble";
import { Day } from "@/parts/when";
import { CourtSelect } from "../CourtSelect";
import { GroupRows } from "./GroupRows";
import { choose, groupByDayAndCourt, SHOWS, type Group as Days, type Show, type Suggestion } from "./loads";
import { useDeciding } from "./deciding";

const AT_FIRST = 20;

interface Props { all: Suggestion[]; planId: string; isMade: boolean }

export function Suggestions({ all, planId, isMade }: Props) {
  const { t } = useTranslation("roster");
  const mayDo = useMayDo();
  const [query, setQuery] = useSearchParams();
  const [shown, setShown] = useState(AT_FIRST);
  const deciding = useDeciding(planId);
  const show: Show = SHOWS.find((one) => one === query.get("show")) ?? "open";
  const filter = { show, court: query.get("court") ?? "", person: query.get("person") ?? "" };
  const change = (name: string, value: string) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      value ? after.set(name, value) : after.delete(name);
      return after;
    }, { replace: true });
  const chosen = choose(all, filter);
  const groups = groupByDayAndCourt(chosen);
  const open = chosen.filter(({ state }) => state === "open");
  const mayDecide = isMade && mayDo("decide_roster_suggestions");
  return (
    <Stack component="section" aria-label={t("suggestions")}>
      <Title order={2} size="h4">{t("suggestions")}</Title>
      <Group align="flex-end" className="no-print">
        <NativeSelect label={t("show")} value={show} onChange={(event) => change("show", event.currentTarget.value)}>
          {SHOWS.map((one) => <option key={one} value={one}>{t(`show_of.${one}`)}</option>)}
        </NativeSelect>
        <CourtSelect label={t("court")} nothing={t("all_courts")} value={filter.court} onChange={(value) => change("court", value)} />
        <PersonSelect whom={PROSECUTORS} label={t("person")} nothing={t("everybody")} value={filter.person} onChange={(value) => change("person", value)} />
        {mayDecide && open.length > 0 && (
          <Button loading={deciding.isBusy} onClick={() => void deciding.accept(open)}>{t("accept_shown", { count: open.length })}</Button>
        )}
      </Group>
      {deciding.problem && <Trouble problem={deciding.problem} />}
      {deciding.stale > 0 && <Alert color="yellow" variant="light" role="status">{t("told_stale", { count: deciding.stale })}</Alert>}
      {groups.length === 0 && <Text c="dimmed">{t("none_shown")}</Text>}
      {groups.slice(0, shown).map((group) => <OneGroup key={group.key} of={group} planId={planId} mayDecide={mayDecide} deciding={deciding} />)}
      {groups.length > shown && (
        <Group justify="center" className="no-print"><Button variant="default" onClick={() => setShown(shown + AT_FIRST)}>{t("more_groups")}</Button></Group>
      )}
    </Stack>
  );
}

interface GroupProps { of: Days; planId: string; mayDecide: boolean; deciding: ReturnType<typeof useDeciding> }

function OneGroup({ of, planId, mayDecide, deciding }: GroupProps) {
  const { t } = useTranslation("roster");
  const open = of.items.filter(({ state }) => state === "open");
  return (
    <Card withBorder component="article" padding="sm">
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h5"><Day on={of.day} /> · <CourtName id={of.court} /></Title>
        {mayDecide && open.length > 1 && (
          <Button size="compact-md" variant="light" className="no-print" loading={deciding.isBusy} onClick={() => void deciding.accept(open)}>
            {t("accept", { count: open.length })}
          </Button>
        )}
      </Group>
      <Seen><GroupRows of={of} planId={planId} mayDecide={mayDecide} deciding={deciding} /></Seen>
    </Card>
  );
}
