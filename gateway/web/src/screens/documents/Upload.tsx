/** Sending a file to the store: announced, sent straight to it with a bar that survives a lost line, confirmed. */
import { Alert, Button, Card, FileButton, Group, NativeSelect, Progress, Text, TextInput } from "@mantine/core";
import { IconCamera, IconFileUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { useMayDo } from "@/forms/ProcedureButton";
import { tell } from "@/app/tell";
import { useProblemWords } from "@/parts/Trouble";
import { KINDS, sendFile, TYPES, type Kind } from "./sending";

export function Upload({ caseId }: { caseId?: string }) {
  const { t } = useTranslation(["documents", "choices", "fields"]);
  const mayDo = useMayDo();
  const describe = useProblemWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<Kind>("other");
  const [share, setShare] = useState<number>();
  const [state, setState] = useState<"ready" | "sending" | "waiting">("ready");
  const [says, setSays] = useState<string>();
  if (!mayDo("start_upload")) return null;

  const choose = (chosen: File | null) => {
    setFile(chosen);
    setSays(chosen && !TYPES[chosen.type] ? t("type_refused") : undefined);
    if (chosen && !title) setTitle(chosen.name.replace(/\.[^.]+$/, ""));
  };
  const submit = async () => {
    if (!file) return;
    setSays(undefined);
    setState("sending");
    setShare(0);
    try {
      await sendFile({ file, title: title.trim() || file.name, kind, caseId }, (done, isWaiting) => {
        setShare(Math.round(done * 100));
        setState(isWaiting ? "waiting" : "sending");
      });
      tell(t("sent", { title }));
      setFile(null);
      setTitle("");
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/api/documents") });
    } catch (error) {
      setSays(describe(error instanceof Problem ? error : Problem.unreachable(false)));
    } finally {
      setState("ready");
      setShare(undefined);
    }
  };
  return (
    <Card
      withBorder
      component="section"
      aria-label={t("upload")}
      w="100%"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        choose(event.dataTransfer.files[0] ?? null);
      }}
    >
      <Text fw={600}>{t("upload")}</Text>
      <Text size="sm" c="dimmed">{t("upload_help")}</Text>
      {says && <Alert color="red" variant="light" role="alert" my="xs">{says}</Alert>}
      <Group mt="xs">
        <FileButton onChange={choose} accept={Object.keys(TYPES).join(",")}>
          {(props) => <Button {...props} variant="default" leftSection={<IconFileUpload size={18} aria-hidden />}>{t("choose_file")}</Button>}
        </FileButton>
        <FileButton onChange={choose} accept="image/jpeg,image/png" capture="environment">
          {(props) => <Button {...props} variant="default" leftSection={<IconCamera size={18} aria-hidden />}>{t("camera")}</Button>}
        </FileButton>
        {file && <bdi>{file.name}</bdi>}
      </Group>
      {file && (
        <>
          <Group mt="xs" align="flex-end">
            <TextInput label={t("fields:title")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} style={{ flex: "1 1 220px" }} dir="auto" />
            <NativeSelect label={t("fields:kind")} value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
              {KINDS.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
            </NativeSelect>
            <Button onClick={() => void submit()} loading={state !== "ready"} disabled={!TYPES[file.type]}>{t("send")}</Button>
          </Group>
          {share !== undefined && (
            <>
              <Progress mt="sm" value={share} aria-label={t("progress")} />
              <Text size="sm" role="status">{state === "waiting" ? t("line_lost") : `${share} %`}</Text>
            </>
          )}
        </>
      )}
    </Card>
  );
}
