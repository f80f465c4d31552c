/** The steps of a hearing: the usual ones at hand, the rarer behind one word, merging with the other hearing chosen by sight. */
import { Badge, Card, Group, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { MoreSteps } from "@/parts/MoreSteps";
import { CaseLink, useCodes } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant, local } from "@/parts/when";
import type { PartProps } from ".";
import { aboutHearing } from "./about";

export function Steps({ of }: PartProps) {
  const about = aboutHearing(of);
  const navigate = useNavigate();
  // What a step made has a page of its own, on which one goes on.
  const goTo = (pages: "awaiting" | "hearings") => (made: unknown) => {
    const { id } = (made ?? {}) as { id?: string };
    if (id) void navigate(`/calendar/${pages}/${id}`);
  };
  const isOpen = of.status === "scheduled" || of.status === "provisional";
  const called = { witness_ids: of.witness_ids, officer_ids: of.officer_ids, accused_ids: of.accused_ids, ...(of.link_id ? { link_id: of.link_id } : {}) };
  return (
    <Group gap="xs" align="flex-start" className="no-print">
      {of.status === "provisional" && <ProcedureButton operation="confirm_hearing" {...about} button={{ variant: "filled" }} />}
      {of.status === "scheduled" && <ProcedureButton operation="record_outcome" {...about} button={{ variant: "filled" }} />}
      {(of.status === "held" || of.status === "adjourned") && <ProcedureButton operation="record_proceedings" {...about} />}
      {isOpen && (
        <>
          <ProcedureButton operation="move_hearing" {...about} known={called} />
          <ProcedureButton operation="extend_hearing" {...about} />
          <MoreSteps>
            <ProcedureButton operation="vacate_hearing" {...about} />
            <ProcedureButton operation="unschedule_hearing" {...about} onDone={goTo("awaiting")} />
            {of.joined_case_ids.length > 0 && <ProcedureButton operation="split_hearing" {...about} known={{ case_ids: of.joined_case_ids }} onDone={goTo("hearings")} />}
          </MoreSteps>
        </>
      )}
    </Group>
  );
}

/** Hearings that may be heard at this one: of the same court, within a week. */
export function Merge({ of }: PartProps) {
  const { t } = useTranslation("hearing");
  const mayDo = useMayDo();
  const [isOpen, setOpen] = useState(false);
  if (of.status !== "scheduled" || !mayDo("merge_hearings")) return null;
  return (
    <Card withBorder component="section" padding="md" aria-label={t("merge_with")} className="no-print">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Title order={2} size="h4" style={{ display: "inline" }}>{t("merge_with")}</Title>
        </summary>
        <Text size="sm" c="dimmed" my="xs">{t("merge_help")}</Text>
        {isOpen && <Others of={of} />}
      </details>
    </Card>
  );
}

function Others({ of }: PartProps) {
  const { t } = useTranslation(["hearing", "fields", "choices"]);
  const title = useCodes();
  const day = (days: number) => local(of.starts_at).add(days, "day").format("YYYY-MM-DD");
  const query = { court_id: of.court_id, status: "scheduled" as const, from: day(-7), to: day(7), limit: 100 };
  const asked = api.useQuery("get", "/api/hearings", { params: { query } });
  return (
    <Read from={asked} isEmpty={({ items }) => items.every((one) => one.id === of.id)} empty={t("none_to_merge")}>
      {({ items }) => (
        <Rows
          label={t("merge_with")}
          rows={items.filter((one) => one.id !== of.id)}
          keyOf={(one) => one.id}
          columns={[
            { key: "at", title: t("time"), cell: (one) => <Instant at={one.starts_at} /> },
            { key: "case", title: t("case"), cell: (one) => <><CaseLink id={one.case_id} /> {one.joined_case_ids.length > 0 && <Badge color="gray.8" variant="outline">+{one.joined_case_ids.length}</Badge>}</> },
            { key: "purpose", title: t("fields:purpose"), cell: (one) => title("purpose", one.purpose) },
            {
              key: "steps",
              title: t("steps"),
              cell: (one) => (
                <ProcedureButton operation="merge_hearings" {...aboutHearing(of)} given={{ hearing_id: one.id, version: one.version }} button={{ size: "compact-sm" }} />
              ),
            },
          ]}
        />
      )}
    </Read>
  );
}
