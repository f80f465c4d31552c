/** Courts' own lists taken in: each with what became of it, and the form that takes another. */
import { Alert, Badge, Button, Card, FileInput, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { send } from "@/api/client";
import { api, PAGES, rowsOf } from "@/api/reading";
import { tell } from "@/app/tell";
import { useMayDo } from "@/forms/ProcedureButton";
import { DayFilter } from "@/parts/DayInput";
import { MoreRows } from "@/parts/MoreRows";
import { CourtName, useCourtName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useSaid } from "@/parts/said";
import { encodeFile } from "@/parts/saving";
import { useSubmit } from "@/parts/submitting";
import { Day, Instant, today } from "@/parts/when";

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

function NewImport() {
  const { t } = useTranslation("lists");
  const called = useCourtName();
  const queries = useQueryClient();
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  const [court, setCourt] = useState("");
  const [day, setDay] = useState(today(1));
  const [file, setFile] = useState<File | null>(null);
  const chosen = court || courts.data?.items[0]?.id || "";
  const { isBusy, says, submit } = useSubmit(async () => {
    if (!file) return t("choose_list");
    const body = { court_id: chosen, listed_on: day, file_name: file.name, content_base64: await encodeFile(file) };
    await send("POST", "/api/cause-list-imports", body, { key: crypto.randomUUID() });
    tell(t("list_taken"));
    void queries.invalidateQueries({ queryKey: ["get", "/api/cause-list-imports"] });
    return undefined;
  });
  return (
    <Card withBorder component="form" onSubmit={(event: unknown) => void submit(event as FormEvent)}>
      {says && <Alert color="red" variant="light" role="alert">{says}</Alert>}
      <Group align="flex-end">
        <NativeSelect label={t("court")} value={chosen} onChange={(event) => setCourt(event.currentTarget.value)}>
          {courts.data?.items.map((one) => <option key={one.id} value={one.id}>{called(one)}</option>)}
        </NativeSelect>
        <DayFilter label={t("day")} value={day} onChange={(picked) => setDay(picked)} />
        <FileInput label={t("list_file")} placeholder={t("choose_list")} accept=".csv,.xlsx,.pdf" value={file} onChange={setFile} style={{ flex: "1 1 220px" }} />
        <Button type="submit" loading={isBusy}>{t("take_list")}</Button>
      </Group>
    </Card>
  );
}
