/** Whether a certificate is good: for anyone, without signing in, reached by its QR code or by typing its code. */
import "@/styles/rest.css";
import { Alert, Anchor, Button, Container, Group, Paper, Stack, Text, TextInput } from "@mantine/core";
import type { components } from "@made/api";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "@/api/reading";
import { LanguageChoice } from "@/app/LanguageChoice";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";

type Check = components["schemas"]["CertificateCheck"];

export default function CertificateScreen() {
  const { t } = useTranslation(["certificates", "common"]);
  const { code } = useParams();
  return (
    <Container size={640} py={{ base: 16, sm: 48 }}>
      <Group component="header" justify="space-between" mb="md" className="no-print">
        <Anchor component={Link} to="/" underline="never" fw={700} c="ink.9">{t("common:short_name")}</Anchor>
        <LanguageChoice />
      </Group>
      <Paper withBorder shadow="sm" p={{ base: "md", sm: "xl" }} radius="md" component="main">
        <Page title={t("title")} under={t("about")}>
          {code && <Answer code={code} />}
          <Ask key={code} known={code ?? ""} />
        </Page>
      </Paper>
    </Container>
  );
}

function Ask({ known }: { known: string }) {
  const { t } = useTranslation("certificates");
  const navigate = useNavigate();
  const [code, setCode] = useState(known);
  const [isTried, setTried] = useState(false);
  const look = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.trim()) void navigate(`/certificates/${encodeURIComponent(code.trim())}`);
  };
  return (
    <form onSubmit={look} noValidate className="no-print">
      <Stack gap="sm">
        <TextInput label={t("code")} description={t("code_help")} dir="ltr" autoComplete="off" spellCheck={false} required error={isTried && !code.trim() ? t("code_needed") : undefined} maxLength={40} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        <Group><Button type="submit">{t("check")}</Button></Group>
      </Stack>
    </form>
  );
}

function Answer({ code }: { code: string }) {
  const asked = api.useQuery("get", "/api/certificates/{code}", { params: { path: { code } } }, { staleTime: 0 });
  return <div aria-live="polite"><Read from={asked} rows={2}>{(check) => <Verdict of={check} />}</Read></div>;
}

function Verdict({ of }: { of: Check }) {
  const { t } = useTranslation("certificates");
  if (of.number === null) return <Alert color="red" variant="light" title={t("unknown")}>{t("unknown_help")}</Alert>;
  return (
    <Alert color={of.valid ? "green" : "red"} variant="light" title={t(of.valid ? "valid" : "revoked")}>
      <Stack gap={4}>
        <Text fw={600}>{of.title_en && <bdi lang="en">{of.title_en}</bdi>}{of.title_ur && <> · <bdi lang="ur">{of.title_ur}</bdi></>}</Text>
        <Text>{t("number")} <bdi dir="ltr">{of.number}</bdi></Text>
        <Text>{t("issued")} <Day on={of.issued_on} /></Text>
        {of.revoked_on && <Text>{t("revoked_on")} <Day on={of.revoked_on} /></Text>}
        <Text size="sm" mt="xs">{t("compare")}</Text>
      </Stack>
    </Alert>
  );
}
