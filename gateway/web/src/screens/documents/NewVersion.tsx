/** A new version of a document: why there is one, and the file, which goes the way of every file; the ones before it stay. */
import { Alert, Button, Card, FileButton, Group, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { useDraft } from "@/forms/useDraft";
import { addFiles, sendFiles } from "@/forms/files";
import { useMayDo } from "@/forms/ProcedureButton";
import { TYPES } from "@/forms/storing";
import { faultOf } from "./faults";
import { OnTheWay } from "./OnTheWay";

type Document = components["schemas"]["DocumentsDocumentView"];

export function NewVersion({ of }: { of: Document }) {
  const { t } = useTranslation("documents");
  const mayDo = useMayDo();
  const [file, setFile] = useState<File>();
  const [says, setSays] = useState<string>();
  if (!mayDo("start_version")) return null;
  const choose = (chosen: File | null) => {
    const fault = chosen ? faultOf(chosen) : undefined;
    setSays(fault && t(fault.why));
    if (chosen && !fault) setFile(chosen);
  };
  return (
    <Stack gap="xs" className="no-print" align="flex-start">
      <OnTheWay />
      {says && <Alert color="red" variant="light" role="alert">{says}</Alert>}
      {file ? (
        <Chosen of={of} file={file} onLeft={() => setFile(undefined)} />
      ) : (
        <FileButton onChange={choose} accept={TYPES.join(",")}>
          {(props) => <Button {...props} variant="default">{t("new_version")}</Button>}
        </FileButton>
      )}
      <Text size="sm" c="dimmed">{t("new_version_help")}</Text>
    </Stack>
  );
}

function Chosen({ of, file, onLeft }: { of: Document; file: File; onLeft: () => void }) {
  const { t } = useTranslation(["documents", "fields"]);
  const { me } = useSession();
  const queries = useQueryClient();
  const [reason, setReason] = useReason(of.id);
  const [says, setSays] = useState<string>();
  const send = async () => {
    try {
      await addFiles([{
        key: crypto.randomUUID(), account: me.id, file, file_name: file.name, media_type: file.type, title: of.title, kind: of.kind,
        case_id: of.case_id, document_id: of.id, reason: reason.trim(), at: Date.now(),
      }]);
    } catch {
      return setSays(t("no_room"));
    }
    setReason("");
    onLeft();
    return void sendFiles(queries, me.id);
  };
  return (
    <Card withBorder component="form" aria-label={t("new_version")} w="100%" maw={560} onSubmit={(event) => {
      event.preventDefault();
      void send();
    }}>
      <Stack gap="xs">
        <Text fw={600}><bdi>{file.name}</bdi></Text>
        {says && <Alert color="red" variant="light" role="alert">{says}</Alert>}
        <Textarea
          label={t("fields:change_reason")} description={t("change_reason_help")} required autosize minRows={2} maxLength={500} dir="auto" data-autofocus autoFocus
          value={reason} onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" disabled={!reason.trim()}>{t("send_version")}</Button>
          <Button variant="default" onClick={onLeft}>{t("leave_out")}</Button>
        </Group>
      </Stack>
    </Card>
  );
}

/** What was typed is kept until it is sent, as in every form; a file is chosen again when the page went away. */
function useReason(documentId: string): [string, (reason: string) => void] {
  const [reason, setReason] = useState("");
  const draft = useDraft<string>(`version ${documentId}`, (kept) => setReason((typed) => typed || kept));
  const change = (typed: string) => {
    setReason(typed);
    if (typed) draft.keep(typed);
    else void draft.drop();
  };
  return [reason, change];
}
