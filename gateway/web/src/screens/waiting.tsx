/** What waits to be sent: entered while the line was down. Refused entries show why, and can be opened again or thrown away. */
import "@/styles/rest.css";
import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Problem } from "@/api/problems";
import type { Waiting } from "@/app/device";
import { useSession } from "@/app/session";
import { keepDraft } from "@/forms/drafts";
import { dropWaiting, sendWaiting, useWaiting } from "@/forms/sending";
import { Page } from "@/parts/Page";
import { useSaid } from "@/parts/said";
import { useProblemWords } from "@/parts/Trouble";
import { Instant } from "@/parts/when";

export default function WaitingScreen() {
  const { t } = useTranslation(["waiting", "procedures"]);
  const { me } = useSession();
  const queries = useQueryClient();
  const entries = useWaiting();
  return (
    <Page
      title={t("title")}
      under={t("explain")}
      actions={<Button onClick={() => void sendWaiting(queries, me.id)}>{t("send_now")}</Button>}
    >
      {entries.length === 0 && <Text c="dimmed">{t("empty")}</Text>}
      <Stack>
        {entries.map((entry) => (
          <Entry key={entry.key} of={entry} isMine={entry.account === me.id} />
        ))}
      </Stack>
    </Page>
  );
}

function Entry({ of, isMine }: { of: Waiting; isMine: boolean }) {
  const { t } = useTranslation(["waiting", "procedures"]);
  const describe = useProblemWords();
  const navigate = useNavigate();
  const { say } = useSaid();
  const reopen = async () => {
    const draft = `${of.account} ${of.method} ${of.path} ${of.operation}`;
    await keepDraft({ key: draft, account: of.account, values: of.body, at: of.at });
    await dropWaiting(of.key);
    await navigate(`/do/${of.operation}?path=${encodeURIComponent(of.path)}`);
  };
  return (
    <Card withBorder component="article">
      <Title order={2} size="h5">
        {t(`procedures:${of.operation}.title`)} {of.about && <bdi>· {of.about}</bdi>}
      </Title>
      <Text size="sm" c="dimmed">
        <Instant at={new Date(of.at).toISOString()} />
      </Text>
      {!isMine && <Text size="sm">{t("of_another")}</Text>}
      {of.refused && (
        <Alert color="red" variant="light" my="xs" role="alert">
          {describe(new Problem(of.refused.status, of.refused.code, of.refused.detail))}
          {Object.entries(of.refused.fields).map(([name, says]) => (
            <Text key={name} size="sm" dir="auto">
              {say(says)}
            </Text>
          ))}
        </Alert>
      )}
      {isMine && (
        <Group mt="xs">
          <Button size="compact-sm" variant="light" onClick={() => void reopen()}>
            {t("open_again")}
          </Button>
          <Button size="compact-sm" variant="default" color="red.9" onClick={() => void dropWaiting(of.key)}>
            {t("throw_away")}
          </Button>
        </Group>
      )}
    </Card>
  );
}
