/** Exhibits with their chain of custody drawn, its gaps named, and what was asked of laboratories. */
import { Alert, Badge, Card, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreSteps } from "@/parts/MoreSteps";
import { Read } from "@/parts/Read";
import { Sentence } from "@/parts/Sentence";
import type { PartProps } from ".";
import { Custody } from "./exhibits/Custody";
import { LaboratoryRequest } from "./exhibits/Laboratory";
import { CustodyRules } from "./exhibits/Rules";

type Row = components["schemas"]["ExhibitRow"];
type Gap = components["schemas"]["GapView"];

export default function Exhibits({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices"]);
  const titleOf = useTitle();
  const path = { case_id: of.id };
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/exhibits", { params: { path, query: { limit: 100 } } }, PAGES);
  const gaps = api.useQuery("get", "/api/cases/{case_id}/exhibit-gaps", { params: { path } });
  const laboratory = api.useQuery("get", "/api/cases/{case_id}/laboratory-requests", { params: { path, query: { limit: 100 } } });
  return (
    <Stack>
      {(gaps.data?.gaps.length ?? 0) > 0 && (
        <Alert color="red" variant="light" title={t("gaps", { count: gaps.data?.gaps.length })}>
          {gaps.data?.gaps.map((gap, index) => (
            <Text key={index} size="sm">
              <bdi>{titleOf(rowsOf(asked.data).find((row) => row.id === gap.exhibit_id))}</bdi>: <Sentence says={gap.says} />
            </Text>
          ))}
        </Alert>
      )}
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_exhibits")}>
        {(pages) => rowsOf(pages).map((row) => (
          <One key={row.id} of={of} row={row} gaps={gaps.data?.gaps.filter((gap) => gap.exhibit_id === row.id) ?? []} />
        ))}
      </Read>
      {laboratory.data?.items.map((request) => <LaboratoryRequest key={request.id} of={request} caseId={of.id} nameOf={(id) => titleOf(rowsOf(asked.data).find((row) => row.id === id))} />)}
      <Group className="no-print">
        <ProcedureButton operation="enter_exhibit" params={path} version={of.version} known={{ custody: [{ step: "seized" }] }} />
        <ProcedureButton operation="ask_laboratory" params={path} version={of.version} />
      </Group>
      <CustodyRules />
    </Stack>
  );
}

/** Give what an exhibit is called: the court's mark, else its series and place in the file. */
function useTitle() {
  const { t } = useTranslation("choices");
  return (row: Row | undefined) => row && (row.label ?? `${t(row.series)} ${row.position}`);
}

function One({ of, row, gaps }: PartProps & { row: Row; gaps: Gap[] }) {
  const { t } = useTranslation(["file", "choices"]);
  const titleOf = useTitle();
  const mayDo = useMayDo();
  const [isOpen, setOpen] = useState(false);
  const path = { case_id: of.id, exhibit_id: row.id };
  const asked = api.useQuery("get", "/api/cases/{case_id}/exhibits/{exhibit_id}", { params: { path } }, { enabled: isOpen });
  return (
    <Card withBorder component="article" bg="gray.0">
      <Group gap="xs">
        <Text fw={600} dir="auto">
          {titleOf(row)}: {row.description}
        </Text>
        {gaps.length > 0 ? <Badge color="red.9">{t("gap_count", { count: gaps.length })}</Badge> : <Badge color="ink">{t("chain_whole")}</Badge>}
      </Group>
      <Facts of={row} show={["nature", "parcel_number", "recovered_on", "last_step", "last_step_on", "ruling"]} />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("chain")}</summary>
        {isOpen && (
          <Read from={asked}>{(exhibit) => <Custody of={exhibit} gaps={gaps} />}</Read>
        )}
      </details>
      <Group gap="xs" mt="xs" className="no-print">
        <ProcedureButton operation="record_custody" params={{ ...path, next_steps: row.next_steps.join(" ") }} version={row.version} />
        <ProcedureButton operation="rule_on_exhibit" params={path} version={row.version} />
        <ProcedureButton operation="change_exhibit" params={path} version={row.version} known={row} />
        {mayDo("withhold_superseded") && (
          <MoreSteps>
            <ProcedureButton operation="withhold_superseded" params={path} version={row.version} />
          </MoreSteps>
        )}
      </Group>
    </Card>
  );
}
