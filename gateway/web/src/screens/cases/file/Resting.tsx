/** What the dates of the time limits rest on: each fact, who noted it, what it was before, and the way to put it right. */
import { Badge, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Day, Instant } from "@/parts/when";
import type { Case, PartProps } from ".";

export type Fact = components["schemas"]["FactView"];
type Step = components["schemas"]["StepDayCorrection"]["step"];

/** Days that a step of the case set: these are corrected by the step, the others by themselves. */
const STEP_DAYS: ReadonlySet<string> = new Set<Step>([
  "fir_recorded", "report_received", "report_returned", "report_filed", "detained", "released_on_bail", "absconded", "at_large", "case_decided", "proclamation_published",
]);

export interface Told { standing: Fact | undefined; former: Fact[] }

/** A fact and what it was before it was corrected, newest first; without a standing one it was taken back. */
export function gatherFacts(facts: Fact[]): Told[] {
  const byFirst = new Map<string, Fact[]>();
  for (const fact of facts) byFirst.set(fact.first_id, [...(byFirst.get(fact.first_id) ?? []), fact]);
  return [...byFirst.values()].map((all) => ({
    standing: all.find((one) => one.superseded_at === null),
    former: all.filter((one) => one.superseded_at !== null).sort((one, other) => (one.superseded_at! < other.superseded_at! ? 1 : -1)),
  }));
}

export function Resting({ of }: PartProps) {
  const { t } = useTranslation("file");
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("facts")}</summary>
      {isOpen && <List of={of} />}
    </details>
  );
}

function List({ of }: PartProps) {
  const { t } = useTranslation("file");
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/facts", { params: { path: { case_id: of.id }, query: { limit: 200 } } }, PAGES);
  const kinds = api.useQuery("get", "/api/fact-kinds", {}, { staleTime: 3_600_000 });
  const byHand = new Set(kinds.data?.items.filter((kind) => kind.is_by_hand).map(({ kind }) => kind));
  return (
    <Stack gap="sm" mt="xs">
      <Text size="sm" c="dimmed">{t("facts_help")}</Text>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_facts")}>
        {(pages) => (
          <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
            {gatherFacts(rowsOf(pages)).map((told) => {
              const fact = told.standing ?? told.former[0]!;
              return <One key={fact.first_id} of={of} told={told} fact={fact} isByHand={byHand.has(fact.kind)} />;
            })}
          </Stack>
        )}
      </Read>
      <MoreRows of={asked} />
    </Stack>
  );
}

function One({ of, told, fact, isByHand }: { of: Case; told: Told; fact: Fact; isByHand: boolean }) {
  const { t } = useTranslation(["file", "choices"]);
  const accused = of.accused.find((one) => one.id === fact.accused_id);
  const report = of.reports.find((one) => one.id === fact.report_id);
  return (
    <li>
      <Group gap="xs">
        <Text size="sm" fw={600}>{t(`choices:${fact.kind}`)}</Text>
        {!told.standing && <Badge color="gray.7">{t("taken_back")}</Badge>}
      </Group>
      <Text size="sm" component="div">
        <When of={fact} />
        {accused && <> · {t("accused_number", { number: accused.number })} <bdi>{accused.initials}</bdi></>}
        {report && <> · {t(`choices:${report.kind}`)}, {t("round", { number: report.round })}</>}
      </Text>
      <Text size="sm" c="dimmed" component="div">
        {t(fact.is_by_hand ? "noted_by_hand" : "noted_by_step")} · <Noter id={fact.noted_by} /> · <Instant at={fact.noted_at} />
      </Text>
      {told.former.map((one) => (
        <Text key={one.id} size="sm" c="dimmed" component="div">
          {t("was_before")} <s><When of={one} /></s> · <Instant at={one.superseded_at} /> · <span dir="auto">{one.superseded_why}</span>
        </Text>
      ))}
      {told.standing && <Steps of={of} fact={told.standing} isByHand={isByHand} />}
    </li>
  );
}

function When({ of }: { of: Fact }) {
  const { t } = useTranslation("file");
  return (
    <>
      {of.happened_at ? <Instant at={of.happened_at} /> : <Day on={of.happened_on} />}
      {of.given_on && <> ({t("day_set")} <Day on={of.given_on} />)</>}
    </>
  );
}

function Noter({ id }: { id: string }) {
  const { t } = useTranslation("file");
  return id.includes(":") ? <>{t("by_the_system")}</> : <PersonName id={id} />;
}

function Steps({ of, fact, isByHand }: { of: Case; fact: Fact; isByHand: boolean }) {
  const { t } = useTranslation("file");
  const about = { params: { case_id: of.id, fact_id: fact.id }, version: of.version };
  const small = { size: "compact-sm", variant: "subtle" } as const;
  if (STEP_DAYS.has(fact.kind) && !fact.is_by_hand) {
    const given = { step: fact.kind, was_on: fact.happened_on, accused_id: fact.accused_id, report_id: fact.report_id, ...(fact.kind === "report_returned" ? {} : { comply_by: null }) };
    return <ProcedureButton operation="correct_step_day" params={{ case_id: of.id }} version={of.version} given={given} known={{ happened_on: fact.happened_on }} button={small} />;
  }
  if (!isByHand) return <Text size="sm" c="dimmed">{t("correct_the_step")}</Text>;
  const day = fact.happened_at ? { happened_at: fact.happened_at } : { happened_on: fact.happened_on };
  return (
    <Group gap="xs" className="no-print">
      <ProcedureButton operation="correct_fact" {...about} known={{ ...day, given_on: fact.given_on ?? undefined }} button={small} />
      <ProcedureButton operation="retract_fact" {...about} button={small} />
    </Group>
  );
}
