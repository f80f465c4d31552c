/** Choosing what goes into the store: files, pictures one after another, or what is dragged here. Sending is forms/files. */
import { Alert, Button, Card, FileButton, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { IconCamera, IconFileUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { addFiles, sendFiles } from "@/forms/files";
import { useMayDo } from "@/forms/ProcedureButton";
import { KINDS, TYPES, type Kind } from "@/forms/storing";
import { faultOf } from "./faults";
import { OnTheWay } from "./OnTheWay";

interface Chosen { key: string; file: File; title: string; kind: Kind }

export function Upload({ caseId }: { caseId?: string }) {
  const { t } = useTranslation(["documents", "choices", "fields"]);
  const mayDo = useMayDo();
  const { me } = useSession();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const [says, setSays] = useState<string[]>([]);
  if (!mayDo("start_upload")) return null;

  const choose = (files: File[]) => {
    setSays(files.flatMap((file) => faultOf(file) ?? []).map(({ name, why }) => `${name}: ${t(why)}`));
    const good = files.filter((file) => !faultOf(file));
    setChosen((before) => [
      ...before,
      ...good.map((file) => ({ key: crypto.randomUUID(), file, title: file.name.replace(/\.[^.]+$/, ""), kind: "other" as Kind })),
    ]);
  };
  const change = (key: string, changed: Partial<Chosen>) =>
    setChosen((before) => before.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const submit = async () => {
    try {
      await addFiles(chosen.map(({ key, file, title, kind }, place) => ({
        key, file, kind, account: me.id, title: title.trim() || file.name, file_name: file.name, media_type: file.type,
        case_id: caseId ?? null, at: Date.now() + place,
      })));
    } catch {
      setSays([t("no_room")]);
      return;
    }
    setChosen([]);
    setSays([]);
    void sendFiles(queries, me.id);
  };
  return (
    <Stack w="100%">
      <OnTheWay />
      <Card
        withBorder
        component="section"
        aria-label={t("upload")}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          choose([...event.dataTransfer.files]);
        }}
      >
        <Text fw={600}>{t("upload")}</Text>
        <Text size="sm" c="dimmed">{t("upload_help")}</Text>
        <Text size="sm" c="dimmed">{t("limits")}</Text>
        {says.length > 0 && (
          <Alert color="red" variant="light" role="alert" my="xs">{says.map((line) => <Text key={line} size="sm" dir="auto">{line}</Text>)}</Alert>
        )}
        <Group mt="xs">
          <FileButton multiple onChange={choose} accept={TYPES.join(",")}>
            {(props) => <Button {...props} variant="default" leftSection={<IconFileUpload size={18} aria-hidden />}>{t("choose_file")}</Button>}
          </FileButton>
          <FileButton onChange={(file) => file && choose([file])} accept="image/jpeg,image/png" capture="environment">
            {(props) => <Button {...props} variant="default" leftSection={<IconCamera size={18} aria-hidden />}>{t("camera")}</Button>}
          </FileButton>
        </Group>
        {chosen.map((one) => (
          <Group key={one.key} mt="xs" align="flex-end">
            <TextInput label={t("fields:title")} description={<bdi>{one.file.name}</bdi>} value={one.title} maxLength={200} onChange={(event) => change(one.key, { title: event.currentTarget.value })} flex="1 1 220px" dir="auto" />
            <NativeSelect label={t("fields:kind")} value={one.kind} onChange={(event) => change(one.key, { kind: event.currentTarget.value as Kind })}>
              {KINDS.map((kind) => <option key={kind} value={kind}>{t(`choices:${kind}`)}</option>)}
            </NativeSelect>
            <Button variant="default" onClick={() => setChosen(chosen.filter(({ key }) => key !== one.key))}>{t("leave_out")}</Button>
          </Group>
        ))}
        {chosen.length > 0 && <Button mt="sm" onClick={() => void submit()}>{t("send_all", { count: chosen.length })}</Button>}
      </Card>
    </Stack>
  );
}
