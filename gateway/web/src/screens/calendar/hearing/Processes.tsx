/** Who is called to the hearing, and how far the summons or warrant of each is; the next word on it is entered beside the name. */
import { Badge, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day, today } from "@/parts/when";
import type { PartProps } from ".";
import { aboutHearing } from "./about";

type Entry = components["schemas"]["ProcessEntry"];
interface Called { id: string; kind: "person" | "accused"; role: "witness" | "officer" | "accused" }

export function Processes({ of }: PartProps) {
  const { t } = useTranslation("hearing");
  const nameOf = useNames(of.case_id);
  const asked = api.useQuery("get", "/api/hearings/{hearing_id}/processes", { params: { path: { hearing_id: of.id } } });
  const enabled = useSession().may("cases.read");
  const accused = api.useQuery("get", "/api/cases/{case_id}", { params: { path: { case_id: of.case_id } } }, { enabled });
  // Unless some are named, all accused of the case are called.
  const accusedIds = of.accused_ids.length > 0 ? of.accused_ids : (accused.data?.accused.map(({ id }) => id) ?? []);
  const called: Called[] = [
    ...of.witness_ids.map((id) => ({ id, kind: "person", role: "witness" }) as const),
    ...of.officer_ids.map((id) => ({ id, kind: "person", role: "officer" }) as const),
    ...accusedIds.map((id) => ({ id, kind: "accused", role: "accused" }) as const),
  ];
  if (called.length === 0) return <Text c="dimmed">{t("nobody_called")}</Text>;
  return (
    <Read from={asked}>
      {({ items }) => (
        <Stack gap="sm">
          <Rows
            label={t("called")}
            rows={called}
            keyOf={(one) => one.id}
            columns={[
              { key: "who", title: t("person"), cell: (one) => <><bdi>{nameOf(one.id)}</bdi> <Badge color="gray.8" variant="outline">{t(`role.${one.role}`)}</Badge></> },
              { key: "last", title: t("process"), cell: (one) => <Last of={items.filter(({ subject_id }) => subject_id === one.id)} /> },
              {
                key: "steps",
                title: t("steps"),
                cell: (one) => (
                  <ProcedureButton
                    operation="record_process"
                    {...aboutHearing(of)}
                    given={{ subject_kind: one.kind, subject_id: one.id }}
                    known={{ happened_on: today(), process: one.kind === "accused" ? "production_order" : "summons" }}
                    about={nameOf(one.id)}
                    button={{ size: "compact-sm" }}
                  />
                ),
              },
            ]}
          />
          {items.length > 0 && <All items={items} nameOf={nameOf} />}
        </Stack>
      )}
    </Read>
  );
}

const OUTCOMES: Record<string, string> = { served: "var(--cmms-calm)", not_served: "red.9", issued: "amber.9" };

function Last({ of }: { of: Entry[] }) {
  const { t } = useTranslation(["hearing", "choices"]);
  const last = of[0];
  if (!last) return <Text span size="sm" c="dimmed">{t("no_process")}</Text>;
  return <>{t(`choices:${last.process}`)}: <Badge color={OUTCOMES[last.outcome]}>{t(`choices:${last.outcome}`)}</Badge> <Day on={last.happened_on} /></>;
}

function All({ items, nameOf }: { items: Entry[]; nameOf: (id: string) => string }) {
  const { t } = useTranslation(["hearing", "choices", "fields"]);
  return (
    <details>
      <summary>{t("all_processes", { count: items.length })}</summary>
      <Rows
        label={t("part.process")}
        rows={items}
        keyOf={(one) => one.id}
        columns={[
          { key: "day", title: t("fields:happened_on"), cell: (one) => <Day on={one.happened_on} /> },
          { key: "who", title: t("person"), cell: (one) => <bdi>{nameOf(one.subject_id)}</bdi> },
          { key: "what", title: t("fields:process"), cell: (one) => t(`choices:${one.process}`) },
          { key: "outcome", title: t("fields:outcome"), cell: (one) => t(`choices:${one.outcome}`) },
          { key: "by", title: t("fields:recorded_by"), cell: (one) => <PersonName id={one.recorded_by} /> },
        ]}
      />
    </details>
  );
}

/** The names of a case's people and accused as its file has them; whoever is not in one's sight stays somebody. */
function useNames(caseId: string): (id: string) => string {
  const { t } = useTranslation("hearing");
  const enabled = useSession().may("cases.read");
  const persons = api.useQuery("get", "/api/cases/{case_id}/persons", { params: { path: { case_id: caseId }, query: { limit: 200 } } }, { enabled });
  const file = api.useQuery("get", "/api/cases/{case_id}", { params: { path: { case_id: caseId } } }, { enabled });
  return (id) =>
    persons.data?.items.find((one) => one.id === id)?.label ??
    file.data?.accused.filter((one) => one.id === id).map((one) => `${one.number}. ${one.initials}`)[0] ??
    t("somebody");
}
