/** What the law's tables say beside a step: by whom and under which section it may follow, and which office decides. */
import { List, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { Read } from "@/parts/Read";
import { LawSource } from "@/parts/Sentence";
import { today } from "@/parts/when";

const LONG = { ...PAGES, staleTime: 3_600_000 };
const ALL = { params: { query: { limit: 200 } } } as const;

const holds = (of: { valid_from: string; valid_to: string | null }) => of.valid_from <= today() && (of.valid_to === null || of.valid_to >= today());

/** For each step that may follow: who takes it, and the section it rests on. */
export function WaysOut({ steps, stage }: { steps: components["schemas"]["NextStepView"][]; stage: string }) {
  const { t } = useTranslation("file");
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("by_whom")}</summary>
      {isOpen && <Exits steps={steps.map(({ step }) => step)} stage={stage} />}
    </details>
  );
}

/** A stage, and those that it lies within: what leads out of these leads out of it as well. */
export function levelsOf(stage: string, stages: { code: string; within: string | null }[]): string[] {
  const outer = stages.find(({ code }) => code === stage)?.within;
  return outer ? [stage, ...levelsOf(outer, stages)] : [stage];
}

function Exits({ steps, stage }: { steps: string[]; stage: string }) {
  const { t } = useTranslation(["file", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/procedure/exits", ALL, LONG);
  const stages = api.useInfiniteQuery("get", "/api/procedure/stages", ALL, LONG);
  const levels = levelsOf(stage, rowsOf(stages.data));
  return (
    <Read from={asked}>
      {(pages) => (
        <List size="sm">
          {rowsOf(pages)
            .filter((exit) => levels.includes(exit.from_stage) && steps.includes(exit.step) && holds(exit))
            .map((exit) => (
              <List.Item key={`${exit.from_stage} ${exit.step} ${exit.kinds.join()} ${exit.source}`}>
                {t(`choices:${exit.step}`)}: {t(`choices:${exit.who}`)} · <LawSource of={exit.source} />
              </List.Item>
            ))}
        </List>
      )}
    </Read>
  );
}

type Power = "approve_withdrawal" | "appeal_acquittal" | "report_acquittal";

/** Tell whether the reader speaks for an office, or records what it decides; nobody does while the table is not here. */
export function useMayAct(): (power: Power, office: string | null, isSpecial?: boolean) => boolean {
  const { may } = useSession();
  const asked = api.useInfiniteQuery("get", "/api/powers", ALL, LONG);
  return (power, office, isSpecial) =>
    rowsOf(asked.data).some((one) => one.power === power && holds(one) && may(one.permission) && (office === null || one.office === office) && (isSpecial === undefined || one.is_special_court === null || one.is_special_court === isSpecial));
}

/** Which offices a matter goes through, in their order, and what each of them does. */
export function WhoDecides({ power }: { power: Power }) {
  const { t } = useTranslation("file");
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("who_decides")}</summary>
      {isOpen && <Offices power={power} />}
    </details>
  );
}

function Offices({ power }: { power: Power }) {
  const { t } = useTranslation(["file", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/powers", ALL, LONG);
  return (
    <Read from={asked}>
      {(pages) => (
        <List size="sm" type="ordered">
          {rowsOf(pages)
            .filter((one) => one.power === power && holds(one))
            .sort((one, other) => one.position - other.position)
            .map((one) => (
              <List.Item key={`${one.office} ${one.position} ${one.acts}`}>
                {t(`choices:${one.office}`)}: {t(`choices:${one.acts}`)}
                {one.most_months !== null && <Text span size="sm"> · {t("up_to_months", { count: one.most_months })}</Text>}
                {one.is_special_court !== null && <Text span size="sm"> · {t(one.is_special_court ? "in_special_courts" : "in_other_courts")}</Text>}
                {" · "}
                <LawSource of={one.source} />
              </List.Item>
            ))}
        </List>
      )}
    </Read>
  );
}
