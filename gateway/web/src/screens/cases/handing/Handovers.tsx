/** What was handed over so far; when a leave ends, its work comes back as it went. */
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureForm } from "@/forms/ProcedureForm";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { Read } from "@/parts/Read";
import { Moves, type Plan } from "./Moves";

type Row = components["schemas"]["HandoverRow"];

export function Handovers() {
  const { t } = useTranslation("cases");
  const asked = api.useInfiniteQuery("get", "/api/handovers", { params: { query: { limit: 30 } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_handovers")}>
      {(pages) => (
        <Stack>
          {rowsOf(pages).map((row) => <One key={row.id} of={row} />)}
          <MoreRows of={asked} />
        </Stack>
      )}
    </Read>
  );
}

function One({ of }: { of: Row }) {
  const { t } = useTranslation(["cases", "choices"]);
  const [isOpen, setOpen] = useState(false);
  return (
    <Card withBorder component="article">
      <Group gap="xs">
        <Text fw={600}>{t("cases_moved", { count: of.case_count })} · {t("tasks_moved", { count: of.task_count })}</Text>
        <Badge color="gray.8" variant="outline">{t(`choices:${of.occasion}`)}</Badge>
      </Group>
      <Facts of={of} show={["from_id", "to_id", "until_on", "reason", "done_by", "done_at"]} />
      {of.occasion === "leave" && !isOpen && (
        <Group mt="xs"><Button size="compact-md" variant="light" onClick={() => setOpen(true)}>{t("bring_back")}</Button></Group>
      )}
      {isOpen && <Back of={of} onClose={() => setOpen(false)} />}
    </Card>
  );
}

/** The same looked at the other way round: what is still with the stand-in goes back, and nothing else. */
function Back({ of, onClose }: { of: Row; onClose: () => void }) {
  const asked = { from_id: of.to_id, to_id: of.from_id, others: [], handover_id: of.id };
  const plan = useQuery({
    queryKey: ["handover-plan", of.id],
    queryFn: () => send("POST", "/api/handover-plans", asked, { key: crypto.randomUUID() }) as Promise<Plan>,
    gcTime: 0,
    retry: false,
  });
  return (
    <Read from={plan}>
      {(found) => (
        <Stack mt="sm">
          <Moves of={found} />
          {found.is_possible && found.steps.length > 0 && (
            <ProcedureForm
              key={found.plan}
              operation="hand_over"
              given={{ ...asked, occasion: "back", until_on: null, plan: found.plan }}
              onDone={onClose}
              onCancel={onClose}
            />
          )}
        </Stack>
      )}
    </Read>
  );
}
