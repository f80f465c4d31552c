/** Moving a hearing, by dragging or from the list: what stands at the new time already is named before anything is sent. */
import { Alert, Drawer, List, Stack, Text } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { TakenLine, type Taken } from "@/forms/InTheWay";
import { ProcedureForm } from "@/forms/ProcedureForm";
import { CaseLink } from "@/parts/names";
import { Instant, local } from "@/parts/when";
import { directionOf } from "@/words";
import { findClashes } from "./clashes";
import { aboutHearing } from "./hearing/about";
import type { Hearing } from "./hearings";

export interface Move { hearing: Hearing; starts_at?: string }

export function Moving({ of, onClose }: { of: Move | undefined; onClose: () => void }) {
  const { t, i18n } = useTranslation(["calendar", "procedures"]);
  return (
    <Drawer
      opened={of !== undefined}
      onClose={onClose}
      title={t("procedures:move_hearing.title")}
      position={directionOf(i18n.language) === "rtl" ? "left" : "right"}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:close") }}
    >
      {of && (
        <Stack>
          <Text size="sm"><CaseLink id={of.hearing.case_id} /> · {t("stands_at")} <Instant at={of.hearing.starts_at} /></Text>
          {of.starts_at && <Clashes hearing={of.hearing} startsAt={of.starts_at} />}
          <ProcedureForm
            operation="move_hearing"
            {...aboutHearing(of.hearing)}
            known={of.starts_at ? { starts_at: of.starts_at } : {}}
            onDone={onClose}
            onCancel={onClose}
          />
        </Stack>
      )}
    </Drawer>
  );
}

function Clashes({ hearing, startsAt }: { hearing: Hearing; startsAt: string }) {
  const { t } = useTranslation("calendar");
  const found = useStandingOn(hearing, local(startsAt).format("YYYY-MM-DD"));
  const clashes: Taken[] = findClashes(hearing, startsAt, found);
  if (clashes.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" role="alert" title={t("clash", { count: clashes.length })}>
      <List size="sm">
        {clashes.map((one) => <List.Item key={`${one.kind} ${one.hearing_id}`}><TakenLine of={one} /></List.Item>)}
      </List>
      <Text size="sm" mt="xs">{t("clash_help")}</Text>
    </Alert>
  );
}

/** What stands that day before the hearing's court and with its prosecutors. */
function useStandingOn(hearing: Hearing, day: string): Hearing[] {
  const whose = [{ court_id: hearing.court_id }, ...hearing.prosecutor_ids.map((prosecutor_id) => ({ prosecutor_id }))];
  return useQueries({
    queries: whose.map((one) => api.queryOptions("get", "/api/hearings", { params: { query: { ...one, from: day, to: day, status: "scheduled" as const, limit: 200 } } })),
    combine: (answers) => answers.flatMap(({ data }) => data?.items ?? []),
  });
}
