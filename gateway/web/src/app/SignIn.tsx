/** The entrance: a login and a password. Also laid over the page when a session ends while somebody works. */
import { Alert, Anchor, Button, Container, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { client, answer } from "@/api/client";
import { Problem } from "@/api/problems";
import { useProblemWords } from "@/parts/Trouble";
import { LanguageChoice } from "./LanguageChoice";
import { settleSignOut } from "./leaving";
import type { Me } from "./session";

interface Props {
  onEnter: (me: Me) => Promise<void>;
  /** Over the page of somebody whose session ended. */
  isAgain?: boolean;
  /** Somebody left without a line: the server does not know yet. */
  isOwed?: boolean;
}

export default function SignIn({ onEnter, isAgain = false, isOwed = false }: Props) {
  const { t } = useTranslation();
  const describe = useProblemWords();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [says, setSays] = useState<string>();

  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setSays(undefined);
    try {
      await settleSignOut();
      await onEnter(await answer(client.POST("/api/login", { body: { login: login.trim(), password } })));
    } catch (error) {
      setSays(describe(error instanceof Problem ? error : Problem.unreachable(false)));
    } finally {
      setBusy(false);
    }
  };

  const form = (
    <Paper withBorder shadow="sm" p="xl" radius="md" component="main" aria-labelledby="entrance">
      <form onSubmit={enter}>
        <Stack>
          <div>
            <Title order={1} size="h3" id="entrance">
              {isAgain ? t("entrance.again") : t("system")}
            </Title>
            <Text c="dimmed" size="sm">
              {isAgain ? t("entrance.kept") : t("entrance.purpose")}
            </Text>
          </div>
          {isOwed && (
            <Alert color="yellow" variant="light" role="status" title={t("entrance.left")}>
              {t("entrance.left_without_line")}
            </Alert>
          )}
          {says && (
            <Alert color="red" variant="light" role="alert">
              {says}
            </Alert>
          )}
          <TextInput
            label={t("entrance.login")}
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            required
            autoFocus
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("entrance.password")}
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ "aria-label": t("entrance.show_password") }}
          />
          <Button type="submit" loading={isBusy} fullWidth>
            {t("entrance.enter")}
          </Button>
          <Group justify="center">
            <LanguageChoice />
          </Group>
          {!isAgain && <Anchor component={Link} to="/certificates" size="sm" ta="center">{t("entrance.check_certificate")}</Anchor>}
        </Stack>
      </form>
    </Paper>
  );
  if (!isAgain) return <Container size={440} py={{ base: 24, sm: 80 }}>{form}</Container>;
  return (
    <div
      role="dialog"
      aria-modal="true"
      aria-labelledby="entrance"
      style={{ position: "fixed", inset: 0, zIndex: 500, background: "rgba(18,57,91,.55)", overflow: "auto" }}
    >
      <Container size={440} py={{ base: 24, sm: 80 }}>{form}</Container>
    </div>
  );
}
