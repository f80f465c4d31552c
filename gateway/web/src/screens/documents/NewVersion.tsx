/** A new version of a document: the file goes the way of every file, and the ones before it stay. */
import { Alert, Button, FileButton, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/app/session";
import { addFiles, sendFiles } from "@/forms/files";
import { useMayDo } from "@/forms/ProcedureButton";
import { TYPES } from "@/forms/storing";
import { faultOf } from "./faults";
import { OnTheWay } from "./OnTheWay";

export function NewVersion({ of }: { of: components["schemas"]["DocumentsDocumentView"] }) {
  const { t } = useTranslation("documents");
  const { me } = useSession();
  const queries = useQueryClient();
  const mayDo = useMayDo();
  const [says, setSays] = useState<string>();
  if (!mayDo("start_version")) return null;
  const choose = async (file: File | null) => {
    if (!file) return;
    const fault = faultOf(file);
    setSays(fault && t(fault.why));
    if (fault) return;
    try {
      await addFiles([{
        key: crypto.randomUUID(), account: me.id, file, file_name: file.name, media_type: file.type, title: of.title, kind: of.kind,
        case_id: of.case_id, document_id: of.id, at: Date.now(),
      }]);
      void sendFiles(queries, me.id);
    } catch {
      setSays(t("no_room"));
    }
  };
  return (
    <Stack gap="xs" className="no-print" align="flex-start">
      <OnTheWay />
      {says && <Alert color="red" variant="light" role="alert">{says}</Alert>}
      <FileButton onChange={(file) => void choose(file)} accept={TYPES.join(",")}>
        {(props) => <Button {...props} variant="default">{t("new_version")}</Button>}
      </FileButton>
      <Text size="sm" c="dimmed">{t("new_version_help")}</Text>
    </Stack>
  );
}
