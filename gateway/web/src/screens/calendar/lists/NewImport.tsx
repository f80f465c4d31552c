/** Taking in a court's list: whose, of which day, and the file; what is missing is said beside its field before anything is sent. */
import { Alert, Button, Card, FileInput, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { tell } from "@/app/tell";
import { DayInput } from "@/parts/DayInput";
import { encodeFile } from "@/parts/saving";
import { useSubmit } from "@/parts/submitting";
import { isDay } from "@/parts/typedDays";
import { today } from "@/parts/when";
import { CourtSelect } from "../CourtSelect";

export function NewImport() {
  const { t } = useTranslation(["lists", "days"]);
  const queries = useQueryClient();
  const [court, setCourt] = useState("");
  const [day, setDay] = useState(today(1));
  const [file, setFile] = useState<File | null>(null);
  const [isTried, setTried] = useState(false);
  const wrong = {
    court: court ? undefined : t("choose_court"),
    day: isDay(day) ? undefined : t("days:no_day"),
    file: !file ? t("choose_list") : file.size === 0 ? t("empty_file") : undefined,
  };
  const { isBusy, says, submit } = useSubmit(async () => {
    setTried(true);
    if (!file || wrong.court || wrong.day || wrong.file) return undefined;
    const body = { court_id: court, listed_on: day, file_name: file.name, content_base64: await encodeFile(file) };
    await send("POST", "/api/cause-list-imports", body, { key: crypto.randomUUID() });
    tell(t("list_taken"));
    setFile(null);
    setTried(false);
    void queries.invalidateQueries({ queryKey: ["get", "/api/cause-list-imports"] });
    return undefined;
  });
  const said = (error: string | undefined) => (isTried ? error : undefined);
  return (
    <Card withBorder component="form" noValidate data-operation="import_cause_list" onSubmit={(event: unknown) => void submit(event as FormEvent)}>
      {says && <Alert color="red" variant="light" role="alert" mb="sm">{says}</Alert>}
      <Group align="flex-start" mb="sm">
        <CourtSelect label={t("court")} nothing={t("choose_court")} value={court} onChange={setCourt} error={said(wrong.court)} />
        <DayInput label={t("day")} value={day} onChange={(picked) => setDay(picked ?? "")} error={said(wrong.day)} />
        <FileInput label={t("list_file")} placeholder={t("choose_list")} accept=".csv,.xlsx,.pdf" value={file} onChange={setFile} error={said(wrong.file)} style={{ flex: "1 1 220px" }} />
      </Group>
      <Group><Button type="submit" loading={isBusy}>{t("take_list")}</Button></Group>
    </Card>
  );
}
