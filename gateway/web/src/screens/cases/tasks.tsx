/** Tasks across cases: mine, my team's, the pool; grouped by how late they are; and handing over all of somebody's open work. */
import { Badge, Button, Group, SegmentedControl, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useMayDo } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { TaskCard } from "./TaskCard";

const WHOSE = ["mine", "team", "pool", "managed"] as const;
const GROUPS = ["critically_overdue", "overdue", "due_soon", "not_due_yet"] as const;

export default function TaskList() {
  const { t } = useTranslation(["cases", "choices"]);
  const mayDo = useMayDo();
  const [query, setQuery] = useSearchParams();
  const whose = WHOSE.find((one) => one === query.get("whose")) ?? "mine";
  const group = GROUPS.find((one) => one === query.get("group"));
  const counts = api.useQuery("get", "/api/tasks/groups", { params: { query: { whose } } });
  const asked = api.useInfiniteQuery("get", "/api/tasks", { params: { query: { whose, limit: 50, ...(group ? { group } : {}) } } }, PAGES);
  const set = (changed: Record<string, string>) => setQuery(changed, { replace: true });
  return (
    <Page title={t("all_tasks")} actions={mayDo("hand_over") && <Button component={Link} to="/cases/handover" size="compact-md" variant="default">{t("handover")}</Button>}>
      <SegmentedControl
        aria-label={t("whose")}
        value={whose}
        onChange={(value) => set({ whose: value })}
        data={WHOSE.map((value) => ({ value, label: t(`whose_${value}`) }))}
      />
      <Group gap="xs">
        {GROUPS.map((one) => (
          <Button
            key={one}
            size="compact-md"
            variant={group === one ? "filled" : "default"}
            aria-pressed={group === one}
            onClick={() => set(group === one ? { whose } : { whose, group: one })}
          >
            {t(`choices:${one}`)}
            <Badge ms={8} color="gray.8" className="number">{counts.data?.[one] ?? "…"}</Badge>
          </Button>
        ))}
      </Group>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_tasks")}>
        {(pages) => (
          <Stack gap="sm">
            {rowsOf(pages).map((task) => <TaskCard key={task.id} of={task} withCase />)}
            {asked.hasNextPage && (
              <Button variant="default" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                {t("common:more_rows")}
              </Button>
            )}
          </Stack>
        )}
      </Read>
    </Page>
  );
}
