/** Importing a register: a file is tried first, then taken over; what is wrong is shown row by row, as a clerk can mend it. */
import { Alert, Badge, Button, Card, Checkbox, FileInput, Group, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { tell } from "@/app/tell";
import { encodeFile } from "@/parts/saving";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useProblemWords } from "@/parts/Trouble";
import { Instant } from "@/parts/when";

type Import = components["schemas"]["ImportView"];

export default function Imports() {
  const { t } = useTranslation("imports");
  const asked = api.useQuery(
    "get",
    "/api/cases/imports",
    { params: { query: { limit: 20 } } },
    { refetchInterval: (query) => (query.state.data?.items.some((one) => one.finished_at === null) ? 1_500 : false) },
  );
  return (
    <Page title={t("title")} under={t("explain")}>
      <NewImport />
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("none")}>
        {({ items }) => (
          <Stack>
            {items.map((one) => (
              <One key={one.id} of={one} />
            ))}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function NewImport() {
  const { t } = useTranslation("imports");
  const { me } = useSession();
  const describe = useProblemWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [district, setDistrict] = useState(me.districts.find((one) => one !== "*") ?? "");
  const [isDryRun, setDryRun] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [says, setSays] = useState<string>();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file) return setSays(t("choose_file"));
    setBusy(true);
    setSays(undefined);
    try {
      const body = { district, file_name: file.name, is_dry_run: isDryRun, content_base64: await encodeFile(file) };
      await send("POST", "/api/cases/imports", body, { key: crypto.randomUUID() });
      tell(t("taken"));
      void queries.invalidateQueries({ queryKey: ["get", "/api/cases/imports"] });
    } catch (error) {
      setSays(describe(error instanceof Problem ? error : Problem.unreachable(false)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card withBorder component="form" onSubmit={(event: unknown) => void submit(event as FormEvent)}>
      <Stack>
        {says && <Alert color="red" variant="light" role="alert">{says}</Alert>}
        <Group align="flex-end">
          <FileInput label={t("file")} placeholder={t("choose_file")} accept=".csv,.xlsx" value={file} onChange={setFile} style={{ flex: "1 1 240px" }} clearable clearButtonProps={{ "aria-label": t("common:close") }} />
          <DistrictSelect value={district} onChange={setDistrict} />
        </Group>
        <Checkbox label={t("dry_run")} description={t("dry_run_help")} checked={isDryRun} onChange={(event) => setDryRun(event.currentTarget.checked)} />
        <Group>
          <Button type="submit" loading={isBusy}>{t(isDryRun ? "try" : "import")}</Button>
        </Group>
      </Stack>
    </Card>
  );
}

function One({ of }: { of: Import }) {
  const { t } = useTranslation(["imports", "choices"]);
  const [isOpen, setOpen] = useState(false);
  const faults = api.useInfiniteQuery(
    "get",
    "/api/cases/imports/{import_id}/errors",
    { params: { path: { import_id: of.id }, query: { limit: 100 } } },
    { ...PAGES, enabled: isOpen },
  );
  const isRunning = of.finished_at === null;
  const share = of.row_total ? Math.round((100 * (of.rows_done ?? 0)) / of.row_total) : 0;
  return (
    <Card withBorder component="article">
      <Group gap="xs">
        <Text fw={600}><bdi>{of.file_name}</bdi></Text>
        <Badge color={of.fault_count > 0 ? "red.9" : "ink"}>{t(`choices:${of.state}`)}</Badge>
        {of.is_dry_run && <Badge color="gray.8" variant="outline">{t("only_tried")}</Badge>}
        <Text size="sm" c="dimmed"><Instant at={of.created_at} /></Text>
      </Group>
      {isRunning && (
        <>
          <Text size="sm" role="status">{t("progress", { done: of.rows_done ?? 0, total: of.row_total ?? "…" })}</Text>
          <Progress value={share} aria-label={t("progress_name")} />
        </>
      )}
      {!isRunning && <Text size="sm">{t("result", { cases: of.case_count, rows: of.row_count, known: of.known_count, faults: of.fault_count })}</Text>}
      {of.fault_count > 0 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t("faults")}</summary>
          {isOpen && (
            <Read from={faults}>
              {(pages) => (
                <Rows
                  label={t("faults")}
                  rows={rowsOf(pages)}
                  keyOf={(row) => String(row.number)}
                  more={{ has: faults.hasNextPage, isLoading: faults.isFetchingNextPage, load: () => void faults.fetchNextPage() }}
                  columns={[
                    { key: "row", title: t("row"), cell: (row) => <span className="number">{row.row}</span> },
                    { key: "column", title: t("column"), cell: (row) => <bdi>{row.letter ? `${row.letter} · ` : ""}{row.column ?? "–"}</bdi> },
                    { key: "detail", title: t("fault"), cell: (row) => <span dir="auto">{row.detail}</span> },
                  ]}
                />
              )}
            </Read>
          )}
        </details>
      )}
    </Card>
  );
}
