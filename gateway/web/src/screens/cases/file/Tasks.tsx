/** The tasks and directions of the case. */
import { Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Read } from "@/parts/Read";
import { Sentence } from "@/parts/Sentence";
import { TaskCard } from "../TaskCard";
import type { PartProps } from ".";

export default function Tasks({ of }: PartProps) {
  const { t } = useTranslation("file");
  const path = { case_id: of.id };
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/tasks", { params: { path, query: { limit: 100 } } }, PAGES);
  const directions = api.useQuery("get", "/api/cases/{case_id}/directions", { params: { path, query: { limit: 100 } } });
  return (
    <Stack>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_tasks")}>
        {(pages) => rowsOf(pages).map((task) => <TaskCard key={task.id} of={task} />)}
      </Read>
      {(directions.data?.items.length ?? 0) > 0 && <Text fw={600} size="sm">{t("directions")}</Text>}
      {directions.data?.items.map((one) => (
        <div key={one.id}>
          <Text><Sentence says={one.says} /></Text>
          <Facts of={one} show={["addressee", "state", "given_on", "due_on", "first_due_on", "ended_on", "ended_why"]} />
          {one.ended_on === null && (
            <Group gap="xs" className="no-print">
              <ProcedureButton operation="extend_direction" params={{ ...path, direction_id: one.id }} version={one.version} />
              <ProcedureButton operation="end_direction" params={{ ...path, direction_id: one.id }} version={one.version} />
            </Group>
          )}
        </div>
      ))}
      <Group className="no-print">
        <ProcedureButton operation="add_task" params={path} version={of.version} />
        <ProcedureButton operation="start_checklist" params={path} version={of.version} />
        <ProcedureButton operation="give_direction" params={path} version={of.version} />
      </Group>
    </Stack>
  );
}
