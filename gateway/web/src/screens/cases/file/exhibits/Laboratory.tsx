/** What was asked of laboratories and what they reported; a correction keeps what the request said before. */
import { Card, Group, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { PersonName } from "@/parts/names";
import { Instant } from "@/parts/when";

type Request = components["schemas"]["LaboratoryRequestView"];

const SHOWN = ["laboratory", "department", "reference", "requested_on", "questions", "seal_impression"];

export function LaboratoryRequest({ of, caseId }: { of: Request; caseId: string }) {
  const { t } = useTranslation("file");
  const params = { case_id: caseId, request_id: of.id };
  return (
    <Card withBorder component="article" bg="gray.0">
      <Text fw={600} size="sm">{t("laboratory_request")}</Text>
      <Facts of={of} show={SHOWN} />
      {of.report && <Facts of={of.report} show={["reference", "reported_on", "received_on", "result", "summary", "seals_intact"]} />}
      {of.revisions.length > 0 && (
        <details>
          <summary>{t("earlier_texts", { count: of.revisions.length })}</summary>
          {of.revisions.map((revision) => (
            <div key={revision.number}>
              <Facts of={revision.before} show={SHOWN} />
              <Text size="sm" c="dimmed"><PersonName id={revision.changed_by} /> · <Instant at={revision.changed_at} />: <bdi>{revision.reason}</bdi></Text>
            </div>
          ))}
        </details>
      )}
      <Group gap="xs" mt="xs" className="no-print">
        {!of.report && <ProcedureButton operation="record_laboratory_report" params={params} version={of.version} />}
        <ProcedureButton operation="correct_laboratory_request" params={params} version={of.version} known={{ ...of }} button={{ variant: "subtle" }} />
      </Group>
    </Card>
  );
}
