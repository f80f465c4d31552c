/** Myself: language, how I am told of things, my password, my sessions and devices. */
import "@/styles/rest.css";
import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { LanguageChoice } from "@/app/LanguageChoice";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";

export default function MeScreen() {
  const { t } = useTranslation(["me", "choices"]);
  const { me, signOut } = useSession();
  return (
    <Page
      title={t("title")}
      under={<><bdi>{me.name}</bdi> · {me.roles.map((role) => t(`choices:${role}`)).join(", ")} · <DistrictName code={me.districts} /></>}
      actions={<Button variant="default" onClick={() => void signOut()}>{t("sign_out")}</Button>}
    >
      <Part title={t("language")}>
        <LanguageChoice />
      </Part>
      <Part title={t("password")}>
        <ProcedureButton operation="change_password" />
      </Part>
      <Preferences />
      <Sessions />
    </Page>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={2} size="h4" mb="sm">{title}</Title>
      <Stack align="flex-start">{children}</Stack>
    </Card>
  );
}

function Preferences() {
  const { t } = useTranslation("me");
  const asked = api.useQuery("get", "/api/recipients/me");
  return (
    <Part title={t("notices")}>
      <Read from={asked}>
        {(view) => (
          <>
            <Text size="sm">
              {t("by_sms")}: {view.by_sms ? <bdi dir="ltr">{view.phone}</bdi> : t("common:no")} · {t("by_email")}: {view.by_email ? <bdi>{view.email}</bdi> : t("common:no")}
            </Text>
            <ProcedureButton operation="set_my_preferences" version={view.version} known={{ ...view }} />
          </>
        )}
      </Read>
    </Part>
  );
}

function Sessions() {
  const { t } = useTranslation(["me", "choices", "fields"]);
  const queries = useQueryClient();
  const asked = api.useInfiniteQuery("get", "/api/tokens", { params: { query: { limit: 50 } } }, PAGES);
  const end = api.useMutation("delete", "/api/tokens/{token_id}", {
    onSuccess: () => queries.invalidateQueries({ queryKey: ["get", "/api/tokens"] }),
  });
  return (
    <Part title={t("sessions")}>
      <Read from={asked}>
        {(pages) => (
          <Rows
            label={t("sessions")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "name", title: t("fields:name"), cell: (row) => <><bdi>{row.name}</bdi> {row.is_this_one && <Badge>{t("this_one")}</Badge>}</> },
              { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
              { key: "seen", title: t("seen"), cell: (row) => <Instant at={row.seen_at} /> },
              { key: "expires", title: t("expires"), cell: (row) => <Instant at={row.expires_at} /> },
              {
                key: "end",
                title: t("end"),
                cell: (row) => (row.is_this_one ? null : <Button size="compact-sm" variant="default" onClick={() => end.mutate({ params: { path: { token_id: row.id } } })}>{t("end")}</Button>),
              },
            ]}
          />
        )}
      </Read>
      <Group><ProcedureButton operation="create_token" /></Group>
    </Part>
  );
}
