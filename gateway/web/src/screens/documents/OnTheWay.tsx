/** Files on their way into the store: how far each is, and what can be done about it. Nothing stands here while there are none. */
import { Alert, Button, Card, Group, Progress, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { useSession } from "@/app/session";
import { pauseFile, resumeFile, throwAwayFile, useFiles } from "@/forms/files";
import { useProblemWords } from "@/parts/Trouble";

export function OnTheWay() {
  const { t } = useTranslation("documents");
  const { me } = useSession();
  const files = useFiles(me.id);
  if (files.length === 0) return null;
  return (
    <Card withBorder component="section" aria-label={t("on_the_way")} w="100%">
      <Text fw={600}>{t("on_the_way")}</Text>
      <Text size="sm" c="dimmed">{t("on_the_way_help")}</Text>
      <Stack mt="xs" gap="sm">
        {files.map((entry) => <One key={entry.key} of={entry} />)}
      </Stack>
    </Card>
  );
}

function One({ of }: { of: ReturnType<typeof useFiles>[number] }) {
  const { t } = useTranslation("documents");
  const describe = useProblemWords();
  const queries = useQueryClient();
  const done = of.share === undefined ? undefined : Math.round(of.share * 100);
  const isStill = Boolean(of.isPaused || of.refused);
  return (
    <div data-file={of.key}>
      <Group justify="space-between">
        <bdi>{of.title}</bdi>
        {!of.refused && <Text size="sm" className="number">{of.isPaused ? t("paused") : done === undefined ? t("waits") : `${done} %`}</Text>}
      </Group>
      <Progress value={done ?? 0} aria-label={t("progress")} my={4} />
      {of.refused && (
        <Alert color="red" variant="light" role="alert" my="xs">
          {describe(new Problem(of.refused.status, of.refused.code, of.refused.detail))}
        </Alert>
      )}
      <Group gap="xs">
        {isStill ? (
          <Button size="compact-md" variant="default" onClick={() => void resumeFile(queries, of)}>{t("go_on")}</Button>
        ) : (
          <Button size="compact-md" variant="default" onClick={() => void pauseFile(of)}>{t("pause")}</Button>
        )}
        <Button size="compact-md" variant="default" c="red.9" onClick={() => void throwAwayFile(of.key)}>{t("throw_away")}</Button>
      </Group>
    </div>
  );
}
