/** Records that may be the same person or thing as another case's: both side by side, the score with its reasons, and the decision. */
import { Alert, Badge, Card, Group, SimpleGrid, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { Read } from "@/parts/Read";
import { OtherCase } from "..";
import { RecordFacts } from "./Record";

type Proposal = components["schemas"]["ProposalView"];

export function Duplicates({ caseId }: { caseId: string }) {
  const { t } = useTranslation("file");
  const mayDo = useMayDo();
  const may = mayDo("decide_match");
  const asked = api.useQuery("get", "/api/cases/{case_id}/duplicates", { params: { path: { case_id: caseId } } }, { enabled: may });
  if (!may) return null;
  return (
    <Read from={asked} isEmpty={({ proposals }) => proposals.length === 0} empty={t("no_duplicates")}>
      {({ proposals }) => (
        <Alert color="amber" variant="light" title={t("duplicates", { count: proposals.length })}>
          {proposals.map((one) => <One key={`${one.entity_id} ${one.other_entity_id}`} of={one} caseId={caseId} />)}
        </Alert>
      )}
    </Read>
  );
}

function One({ of, caseId }: { of: Proposal; caseId: string }) {
  const { t } = useTranslation(["file", "choices"]);
  return (
    <Card withBorder component="article" mt="xs">
      <Group gap="xs">
        <Badge color="amber.9">{t("points", { count: of.points })}</Badge>
        {of.reasons.map((reason) => <Text key={reason} span size="sm">{t(`choices:${reason}`)}</Text>)}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
        <div>
          <Text size="sm" c="dimmed">{t("in_this_case")}</Text>
          <Text fw={600}><bdi>{of.label}</bdi></Text>
          <RecordFacts caseId={caseId} entityId={of.entity_id} />
        </div>
        <div>
          <Text size="sm" c="dimmed"><OtherCase id={of.other_case_id} label={of.other_fir_label} /></Text>
          <Text fw={600}><bdi>{of.other_label}</bdi></Text>
          <RecordFacts caseId={of.other_case_id} entityId={of.other_entity_id} />
        </div>
      </SimpleGrid>
      <Group mt="xs" className="no-print">
        <ProcedureButton operation="decide_match" params={{ case_id: caseId, entity_id: of.entity_id }} given={{ other_entity_id: of.other_entity_id }} />
      </Group>
    </Card>
  );
}
