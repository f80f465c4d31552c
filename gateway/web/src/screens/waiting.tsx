/** What waits to be sent: entered while the line was down. Refused entries show why, and can be opened again or thrown away. */
import "@/styles/rest.css";
import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { Problem } from "@/api/problems";
import type { Waiting } from "@/app/device";
import { useSession } from "@/app/session";
import { keepDraft } from "@/forms/drafts";
import { nameDraft, placeOfForm } from "@/forms/useDraft";
import { dropWaiting, sendWaiting, useWaiting } from "@/forms/sending";
import { Entered } from "@/parts/Entered";
import { Page } from "@/parts/Page";
import { Marked, useProblemWords } from "@/parts/Trouble";
import { Instant } from "@/parts/when";

export default function WaitingScreen() {
  const { t } = useTranslation(["waiting", "procedures"]);
  const { me } = useSession();
  const queries = useQueryClient();
  const entries = useWaiting(me.id);
  return (
    <Page
      title={t("title")}
      under={t("explain")}
      actions={<Button onClick={() => void sendWaiting(queries, me.id)}>{t("send_now")}</Button>}
    >
      {entries.length === 0 && <Text c="dimmed">{t("empty")}</Text>}
      <Stack>
        {entries.map((entry) => (
          <Entry key={entry.key} of={entry} />
        ))}
      </Stack>
    </Page>
  );
}

function Entry({ of }: { of: Waiting }) {
  const { t } = useTranslation(["waiting", "procedures"]);
  const describe = useProblemWords();
  const navigate = useNavigate();
  const [isSure, setSure] = useState(false);
  const reopen = async () => {
    const key = nameDraft(of.account, placeOfForm(of.method, of.path, of.operation));
    await keepDraft({ key, account: of.account, values: of.body, at: of.at });
    await dropWaiting(of.key);
    // Whoever opens it again was told that somebody changed the thing: the version that stands now is the one that is changed.
    const version = of.refused?.version ?? of.version;
    await navigate(`/do/${of.operation}?path=${encodeURIComponent(of.path)}${version === undefined ? "" : `&version=${version}`}`);
  };
  const place = /^\/api\/cases\/[^/]+/.exec(of.path)?.[0].slice("/api".length);
  return (
    <Card withBorder component="article">
      <Title order={2} size="h5">
        {t(`procedures:${of.operation}.title`)} {of.about && <bdi>· {of.about}</bdi>}
      </Title>
      <Text size="sm" c="dimmed">
        <Instant at={new Date(of.at).toISOString()} />
      </Text>
      {of.refused && (
        <Alert color="red" variant="light" my="xs" role="alert">
          {describe(new Problem(of.refused.status, of.refused.code, of.refused.detail))}
          {of.refused.version !== undefined && <Text size="sm">{t("moved_on")}</Text>}
          <Marked said={of.refused.fields} />
        </Alert>
      )}
      {typeof of.body === "object" && of.body !== null && <Entered of={of.body} />}
      <Group mt="xs">
        {place && <Button component={Link} to={place} size="compact-sm" variant="default">{t("look")}</Button>}
        <Button size="compact-sm" variant="light" onClick={() => void reopen()}>
          {t("open_again")}
        </Button>
        {isSure ? (
          <Button size="compact-sm" color="red.9" onClick={() => void dropWaiting(of.key)}>
            {t("really_throw_away")}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => setSure(true)}>
            {t("throw_away")}
          </Button>
        )}
      </Group>
    </Card>
  );
}
