/** What the case is about, where it stands, who works on it, and what may be done next. */
import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { PersonName, sectionLabel } from "@/parts/names";
import { MoreSteps } from "@/parts/MoreSteps";
import { Day } from "@/parts/when";
import type { PartProps } from ".";
import { useHasFinancing } from "./financing/applies";

export function Summary({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices"]);
  const params = { case_id: of.id };
  const hasFinancing = useHasFinancing(of);
  const standing = of.team.filter((one) => one.released_on === null);
  const stands = { case_id: of.id, court_id: of.court_id ?? undefined, prosecutor_ids: standing.map((one) => one.prosecutor_id) };
  return (
    <Stack gap="md">
      {of.summary && <Text style={{ whiteSpace: "pre-line" }} dir="auto">{of.summary}</Text>}
      <Facts
        of={{ ...of, sections: of.sections.map((one) => sectionLabel(one)) }}
        show={["fir_on", "fir_as_written", "received_on", "district", "sections", "complainant_initials", "court_id", "filed_on", "next_hearing_at", "decided_on", "outcome"]}
      />
      <div>
        <Text fw={600} size="sm">{t("team")}</Text>
        {standing.length === 0 && <Text c="var(--cmms-urgent)">{t("no_prosecutor")}</Text>}
        {standing.map((one) => (
          <Group key={one.id} gap="xs">
            <Text size="sm">
              <PersonName id={one.prosecutor_id} /> · {t(`choices:${one.role}`)} · {t("since")} <Day on={one.assigned_on} />
            </Text>
            <ProcedureButton operation="release_prosecutor" params={{ ...params, assignment_id: one.id }} version={of.version} button={{ size: "compact-sm", variant: "subtle" }} />
          </Group>
        ))}
      </div>
      <Group gap="xs" className="no-print">
        <ProcedureButton operation="schedule_hearing" known={stands} button={{ variant: "filled" }} />
        <ProcedureButton operation="receive_report" params={params} version={of.version} />
        <ProcedureButton operation="assign_prosecutor" params={params} version={of.version} />
        <ProcedureButton operation="file_case" params={params} version={of.version} known={{ court_id: of.court_id ?? undefined }} />
      </Group>
      <MoreSteps>
        <ProcedureButton operation="transfer_case" params={params} version={of.version} />
        <ProcedureButton operation="decide_case" params={params} version={of.version} />
        <ProcedureButton operation="change_case" params={params} version={of.version} known={of} />
        {!hasFinancing && <ProcedureButton operation="set_financing" params={params} version={of.version} />}
        <ProcedureButton operation="seal_case" params={params} version={of.version} known={{ is_sealed: of.is_sealed }} />
      </MoreSteps>
    </Stack>
  );
}
