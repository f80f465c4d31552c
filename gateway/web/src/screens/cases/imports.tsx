/** Importing a register: a file is tried first, then taken over; what is wrong is shown row by row, as a clerk can mend it. */
import { Alert, Button, Card, Checkbox, FileInput, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { tell } from "@/app/tell";
import { encodeFile } from "@/parts/saving";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useSubmit } from "@/parts/submitting";
import { Columns } from "./importing/Columns";
import { OneImport } from "./importing/OneImport";

export default function Imports() {
  const { t } = useTranslation("imports");
  const asked = api.useQuery(
    "get",
    "/api/cases/imports",
    { params: { query: { limit: 20 } } },
    { refetchInterval: (query) => (query.state.data?.items.some((one) => one.finished_at === null) ? 10_000 : false) },
  );
  return (
    <Page title={t("title")} under={t("explain")}>
      <NewImport />
      <Columns />
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("none")}>
        {({ items }) => (
          <Stack>
            {items.map((one) => (
              <OneImport key={one.id} of={one} />
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
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [district, setDistrict] = useState(me.districts.find((one) => one !== "*") ?? "");
  const [isDryRun, setDryRun] = useState(true);

  const { isBusy, says, submit } = useSubmit(async () => {
    if (!file) return t("choose_file");
    const body = { district, file_name: file.name, is_dry_run: isDryRun, content_base64: await encodeFile(file) };
    await send("POST", "/api/cases/imports", body, { key: crypto.randomUUID() });
    tell(t("taken"));
    void queries.invalidateQueries({ queryKey: ["get", "/api/cases/imports"] });
    return undefined;
  });
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
