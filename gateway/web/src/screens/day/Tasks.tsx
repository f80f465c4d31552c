/** One's own open tasks, the latest first. */
import { Badge, Divider, Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Sentence } from "@/parts/Sentence";
import { Day } from "@/parts/when";
import { Part } from "./Part";

type Task = components["schemas"]["TaskRow"];

const GROUPS = ["critically_overdue", "overdue", "due_soon", "not_due_yet"] as const;
const COLOURS: Record<string, string> = { critically_overdue: "red.9", overdue: "red.8", due_soon: "amber.9", not_due_yet: "gray.7" };

export function Tasks() {
  const { t } = useTranslation("day");
  const asked = api.useQuery("get", "/api/tasks", { params: { query: { whose: "mine", limit: 50 } } });
  return (
    <Part title={t("tasks")} to="/cases/tasks">
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_tasks")}>
        {({ items }) => (
          <Stack gap="sm">
            {GROUPS.map((group) => {
              const tasks = items.filter((one) => one.group === group);
              if (tasks.length === 0) return null;
              return (
                <div key={group}>
                  <Divider
                    labelPosition="left"
                    label={<Badge color={COLOURS[group]}>{t(`group.${group}`)} · {tasks.length}</Badge>}
                  />
                  {tasks.map((task) => <TaskLine key={task.id} of={task} />)}
                </div>
              );
            })}
          </Stack>
        )}
      </Read>
    </Part>
  );
}

function TaskLine({ of }: { of: Task }) {
  const { t } = useTranslation("day");
  return (
    <div>
      <Group gap="xs" mt={6}>
        {of.is_urgent && <Badge color="red.9" variant="outline">{t("urgent")}</Badge>}
        <Link to={`/cases/${of.case_id}#tasks`}>
          <Sentence says={of.says} />
        </Link>
      </Group>
      <Text size="sm" c="dimmed">
        <bdi>{t("common:fir_label", { number: of.fir_label, station: of.police_station })}</bdi> · {t("due")} <Day on={of.due_on} />
      </Text>
    </div>
  );
}
