/** Where I am signed in, and the tokens of my programs; each may be ended. A new token is shown this one time. */
import { Alert, Badge, Button, CopyButton, Group, Text, TextInput } from "@mantine/core";
import type { components } from "@made/api";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { api, PAGES, rowsOf } from "@/api/reading";
import { tell } from "@/app/tell";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Trouble } from "@/parts/Trouble";
import { Instant } from "@/parts/when";
import { deviceOf } from "./device";

type Issued = components["schemas"]["IssuedToken"];
type Session = { id: string; name: string };

export function Sessions() {
  const { t } = useTranslation(["me", "choices", "fields"]);
  const queries = useQueryClient();
  const [issued, setIssued] = useState<Issued>();
  const called = useDevice();
  const asked = api.useInfiniteQuery("get", "/api/tokens", { params: { query: { limit: 50 } } }, PAGES);
  const end = api.useMutation("delete", "/api/tokens/{token_id}", {
    onSuccess: () => {
      tell(t("ended"));
      void queries.invalidateQueries({ queryKey: ["get", "/api/tokens"] });
    },
  });
  const endOne = ({ id, name }: Session) => <Button size="compact-sm" variant="default" aria-label={`${t("end")}: ${called(name)}`} onClick={() => end.mutate({ params: { path: { token_id: id } } })}>{t("end")}</Button>;
  return (
    <>
      {end.error instanceof Problem && <Trouble problem={end.error} />}
      <Read from={asked}>
        {(pages) => (
          <Rows
            label={t("sessions")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "name", title: t("fields:name"), cell: (row) => <><bdi>{called(row.name)}</bdi> {row.is_this_one && <Badge>{t("this_one")}</Badge>}</> },
              { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
              { key: "seen", title: t("seen"), cell: (row) => <Instant at={row.seen_at} /> },
              { key: "expires", title: t("expires"), cell: (row) => <Instant at={row.expires_at} /> },
              { key: "end", title: t("end"), cell: (row) => !row.is_this_one && endOne(row) },
            ]}
          />
        )}
      </Read>
      {issued && <Shown of={issued} />}
      <Group><ProcedureButton operation="create_token" onDone={(made) => setIssued(made as Issued | undefined)} /></Group>
    </>
  );
}

/** A token that nobody can read again: only what is made of it is kept. */
function Shown({ of }: { of: Issued }) {
  const { t } = useTranslation("me");
  return (
    <Alert color="ink" variant="light" role="status" title={t("token_made", { name: of.name })} w="100%">
      <Group align="flex-end">
        <TextInput label={t("token")} readOnly value={of.token} dir="ltr" style={{ flex: 1 }} />
        <CopyButton value={of.token}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{t(copied ? "copied" : "copy")}</Button>}</CopyButton>
      </Group>
      <Text size="sm" mt="xs">{t("token_once")}</Text>
    </Alert>
  );
}

function useDevice(): (name: string) => string {
  const { t } = useTranslation("me");
  return (name) => {
    const found = deviceOf(name);
    return found ? t("browser_on", found) : name;
  };
}
