/** What was asked of laboratories and what they reported; a correction keeps what the request said before. */
import { Card, Group, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Named } from "@/parts/Named";
import { PersonName } from "@/parts/names";
import { useSaid } from "@/parts/said";
import { Instant } from "@/parts/when";

type Request = components["schemas"]["LaboratoryRequestView"];

const SHOWN = ["department", "reference", "requested_on", "questions", "seal_impression"];
const REPORTED = ["laboratory_number", "reported_on", "received_on", "finding", "result"];

interface Props { of: Request; caseId: string; nameOf: (exhibit: string) => string | undefined }

export function LaboratoryRequest({ of, caseId, nameOf }: Props) {
  const { t } = useTranslation(["file", "fields"]);
  const params = { case_id: caseId, request_id: of.id };
  return (
    <Card withBorder component="article" bg="gray.0">
      <Text fw={600} size="sm">{t("laboratory_request")}</Text>
      <Facts of={of} show={SHOWN} extra={<><Laboratory code={of.laboratory} /><Parcels ids={of.exhibit_ids} nameOf={nameOf} /></>} />
      {of.report && (
        <>
          <Text fw={600} size="sm" mt="xs">{t("laboratory_report")}</Text>
          <Facts of={of.report} show={REPORTED} extra={<Matched of={of.report} nameOf={nameOf} />} />
          {of.superseded_reports > 0 && <Text size="sm" c="dimmed">{t("reports_before", { count: of.superseded_reports })}</Text>}
        </>
      )}
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
        <ProcedureButton
          operation="record_laboratory_report"
          params={params}
          version={of.version}
          {...(of.report ? { known: { ...of.report }, label: t("correct_report"), button: { variant: "subtle" } } : {})}
        />
        <ProcedureButton operation="correct_laboratory_request" params={params} version={of.version} known={{ ...of }} button={{ variant: "subtle" }} />
      </Group>
    </Card>
  );
}

function Laboratory({ code }: { code: string }) {
  const { t } = useTranslation("fields");
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/laboratories", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const found = asked.data?.items.find((one) => one.code === code);
  return <Named name={t("laboratory")}>{found ? <bdi>{say(found.name)}</bdi> : "…"}</Named>;
}

function Parcels({ ids, nameOf }: { ids: string[]; nameOf: Props["nameOf"] }) {
  const { t } = useTranslation(["fields", "common"]);
  return <Named name={t("exhibit_ids")}>{ids.map((id, index) => <bdi key={id}>{index > 0 && t("common:comma")}{nameOf(id) ?? "…"}</bdi>)}</Named>;
}

/** The weapon that the empties match, and the exhibit that the report itself became. */
function Matched({ of, nameOf }: { of: NonNullable<Request["report"]>; nameOf: Props["nameOf"] }) {
  const { t } = useTranslation("fields");
  return (["matched_exhibit_id", "exhibited_as_id"] as const).map((name) => of[name] && <Named key={name} name={t(name)}><bdi>{nameOf(of[name]) ?? "…"}</bdi></Named>);
}
