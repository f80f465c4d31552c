/** Myself: language, how I am told of things, my password, my sessions and devices. */
import "@/styles/rest.css";
import { Alert, Button, Card, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { LanguageChoice } from "@/app/LanguageChoice";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Sessions } from "./Sessions";

export default function MeScreen() {
  const { t } = useTranslation(["me", "choices"]);
  const { me, signOut } = useSession();
  return (
    <Page
      title={t("title")}
      under={<><bdi>{me.name}</bdi> · {me.roles.map((role) => t(`choices:${role}`)).join(t("common:comma"))} · <DistrictName code={me.districts} /></>}
      actions={<Button variant="default" onClick={() => void signOut()}>{t("sign_out")}</Button>}
    >
      <Part title={t("language")}>
        <LanguageChoice />
      </Part>
      <Part title={t("password")}>
        {/* Nothing else is answered before; this says so where it is done, too. */}
        {me.must_change_password && <Alert color="yellow" variant="light">{t("change_password")}</Alert>}
        <ProcedureButton operation="change_password" button={me.must_change_password ? { variant: "filled" } : {}} />
      </Part>
      <Preferences />
      <Part title={t("sessions")}>
        <Sessions />
      </Part>
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
              {t("by_sms")}: {view.by_sms ? <bdi dir="ltr">{view.phone ?? t("no_phone")}</bdi> : t("common:no")} · {t("by_email")}: {view.by_email ? <bdi>{view.email ?? t("no_email")}</bdi> : t("common:no")} · {t("by_invitation")}: {t(view.by_invitation ? "common:yes" : "common:no")}
            </Text>
            <ProcedureButton operation="set_my_preferences" version={view.version} known={{ ...view }} />
          </>
        )}
      </Read>
    </Part>
  );
}
