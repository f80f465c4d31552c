/** The hearings of the case, past and to come, with what was done at each. */
import { Badge, Card, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { CourtName, PersonName, useCodes } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";
import type { PartProps } from ".";

type Hearing = components["schemas"]["HearingRow"];

export default function Hearings({ of }: PartProps) {
  const { t } = useTranslation("file");
  const asked = api.useInfiniteQuery("get", "/api/hearings", { params: { query: { case_id: of.id, limit: 100 } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_hearings")}>
      {(pages) => (
        <Stack gap="xs">
          {rowsOf(pages).map((hearing) => (
            <One key={hearing.id} hearing={hearing} />
          ))}
        </Stack>
      )}
    </Read>
  );
}

function One({ hearing }: { hearing: Hearing }) {
  const { t } = useTranslation(["file", "choices"]);
  const title = useCodes();
  const [isOpen, setOpen] = useState(false);
  const params = { hearing_id: hearing.id };
  const about = { params, version: hearing.version };
  const record = api.useQuery("get", "/api/hearings/{hearing_id}/proceedings", { params: { path: params } }, { enabled: isOpen && hearing.status !== "scheduled" });
  return (
    <Card withBorder padding="xs" component="article">
      <Group gap="sm">
        <Text fw={600} size="sm"><Instant at={hearing.starts_at} /></Text>
        <Badge color={hearing.status === "scheduled" ? "ink" : "gray.8"}>{t(`choices:${hearing.status}`)}</Badge>
        <Text size="sm">{title("purpose", hearing.purpose)}</Text>
        <Text size="sm"><CourtName id={hearing.court_id} /></Text>
      </Group>
      <Text size="sm">
        {hearing.prosecutor_ids.length === 0 ? t("no_prosecutor") : hearing.prosecutor_ids.map((id) => <span key={id}><PersonName id={id} /> </span>)}
      </Text>
      {hearing.result && <Text size="sm">{title("result", hearing.result)}</Text>}
      {hearing.cause && <Text size="sm">{title("cause", hearing.cause)}</Text>}
      {hearing.status !== "scheduled" && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t("proceedings")}</summary>
          {isOpen && (
            <Read from={record} isEmpty={({ entries }) => entries.length === 0} empty={t("no_proceedings")}>
              {({ entries }) => entries.map((entry, index) => (
                <Facts
                  key={index}
                  of={entry}
                  show={["attended", "absent", "witnesses_called", "witnesses_present", "examined_fact", "examined_formal", "examined_other", "done", "costs", "costs_on", "reason", "recorded_by", "recorded_at"]}
                />
              ))}
            </Read>
          )}
        </details>
      )}
      <Group gap="xs" mt={4} className="no-print">
        {hearing.status === "scheduled" && (
          <>
            <ProcedureButton operation="record_outcome" {...about} />
            <ProcedureButton operation="move_hearing" {...about} />
            <ProcedureButton operation="vacate_hearing" {...about} />
          </>
        )}
        {(hearing.status === "held" || hearing.status === "adjourned") && <ProcedureButton operation="record_proceedings" {...about} />}
      </Group>
    </Card>
  );
}
