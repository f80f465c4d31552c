/** A person or thing of a case: what is known of it, what was decided on it, and taking back what was entered by mistake. */
import { Alert, Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { CaseLink, PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Sentence } from "@/parts/Sentence";
import { Instant } from "@/parts/when";

interface Props { caseId: string; entityId: string }

function useRecord({ caseId, entityId }: Props) {
  return api.useQuery("get", "/api/cases/{case_id}/entities/{entity_id}", { params: { path: { case_id: caseId, entity_id: entityId } } });
}

/** Where a record stands alone its kind and role are said beside its label already. */
export function RecordFacts({ isAlone = false, ...props }: Props & { isAlone?: boolean }) {
  const { t } = useTranslation("choices");
  const asked = useRecord(props);
  return (
    <Read from={asked}>
      {(record) => (
        <>
          {!isAlone && <Text size="sm">{t(record.kind)} · {t(record.role)}</Text>}
          <Facts of={record.details} show={Object.keys(record.details)} />
          <Facts of={record} show={["note", "added_at"]} />
        </>
      )}
    </Read>
  );
}

export function OneRecord(props: Props) {
  const { t } = useTranslation("file");
  const asked = useRecord(props);
  return (
    <Read from={asked}>
      {(record) => (
        <Stack gap="xs">
          {record.warnings.length > 0 && <Alert color="amber" variant="light">{record.warnings.map((says) => <div key={says}><Sentence says={says} /></div>)}</Alert>}
          {record.withdrawn_at && <Text size="sm">{t("taken_back")}: <Instant at={record.withdrawn_at} /> · <bdi>{record.withdrawn_why}</bdi></Text>}
          <RecordFacts isAlone {...props} />
          <Matches {...props} version={record.version} />
          {!record.withdrawn_at && (
            <Group className="no-print">
              <ProcedureButton operation="withdraw_entity" params={{ case_id: props.caseId, entity_id: props.entityId }} version={record.version} button={{ variant: "subtle" }} />
            </Group>
          )}
        </Stack>
      )}
    </Read>
  );
}

/** Who decided that two records are one, or are not: the decision can be undone, and that is kept too. */
function Matches({ caseId, entityId, version }: Props & { version: number }) {
  const { t } = useTranslation(["file", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/entities/{entity_id}/matches", { params: { path: { case_id: caseId, entity_id: entityId }, query: { limit: 50 } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_matches")}>
      {(pages) => (
        <>
          {rowsOf(pages).map((match) => (
            <div key={match.id}>
              <Group gap="xs">
                <Badge color={match.undone_at ? "gray.7" : "ink"} variant="outline">{t(`choices:${match.verdict}`)}</Badge>
                <CaseLink id={match.other_case_id} />
                <Text size="sm"><PersonName id={match.decided_by} /> · <Instant at={match.decided_at} />: <bdi>{match.decided_why}</bdi></Text>
              </Group>
              {match.undone_at ? (
                <Text size="sm" c="dimmed">{t("undone")}: <Instant at={match.undone_at} /> · <bdi>{match.undone_why}</bdi></Text>
              ) : (
                <ProcedureButton operation="undo_match" params={{ case_id: caseId, entity_id: entityId, match_id: match.id }} version={version} button={{ variant: "subtle", size: "compact-sm" }} />
              )}
            </div>
          ))}
          <MoreRows of={asked} />
        </>
      )}
    </Read>
  );
}
