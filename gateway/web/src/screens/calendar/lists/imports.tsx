/** Courts' own lists taken in: each with what became of it, and the form that takes another. */
import { Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useMayDo } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { CourtName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useSaid } from "@/parts/said";
import { Day, Instant } from "@/parts/when";
import { NewImport } from "./NewImport";

const BUSY = ["queued", "running"];

export function CauseListImports() {
  const { t } = useTranslation("lists");
  const mayDo = useMayDo();
  const { say } = useSaid();
  const asked = api.useInfiniteQuery(
    "get",
    "/api/cause-list-imports",
    { params: { query: { limit: 30 } } },
    { ...PAGES, refetchInterval: (query) => (rowsOf(query.state.data).some((one) => BUSY.includes(one.state)) ? 1_500 : false) },
  );
  return (
    <Page title={t("taken")} under={t("taken_help")} actions={<Button component={Link} to="/calendar/lists/queue" size="compact-md" variant="default">{t("queue")}</Button>}>
      {mayDo("import_cause_list") && <NewImport />}
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none_taken")}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((one) => (
              <Card key={one.id} withBorder component="article">
                <Group gap="xs">
                  <Link to={`/calendar/lists/${one.id}`}><CourtName id={one.court_id} /> · <Day on={one.listed_on} /></Link>
                  <Badge color={one.state === "refused" ? "red.9" : "ink"}>{t(`import_state.${one.state}`)}</Badge>
                  {one.awaiting > 0 && <Badge color="amber.9">{t("awaiting", { count: one.awaiting })}</Badge>}
                </Group>
                <Text size="sm" c="dimmed"><bdi>{one.file_name}</bdi> · <Instant at={one.created_at} /></Text>
                {one.refusal_detail && <Text size="sm" c="var(--cmms-urgent)" dir="auto">{say(one.refusal_detail)}</Text>}
              </Card>
            ))}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}
