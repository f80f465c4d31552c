/** Subscribing: a secret address under which a calendar app reads one's dates; made, shown once, ended. */
import { Alert, Button, CopyButton, Group, List, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Trouble } from "@/parts/Trouble";
import { Instant } from "@/parts/when";

export default function Subscribe() {
  const { t } = useTranslation("calendar");
  const queries = useQueryClient();
  const [address, setAddress] = useState<string>();
  const asked = api.useQuery("get", "/api/calendar-feed");
  const again = () => void queries.invalidateQueries({ queryKey: ["get", "/api/calendar-feed"] });
  const create = api.useMutation("post", "/api/calendar-feed", {
    onSuccess: (made) => {
      setAddress(new URL(`${made.path}.ics`, location.origin).href);
      again();
    },
  });
  const revoke = api.useMutation("delete", "/api/calendar-feed", {
    onSuccess: () => {
      setAddress(undefined);
      again();
    },
  });
  const wrong = create.error ?? revoke.error;
  return (
    <Page title={t("page.subscribe")} under={t("subscribe_help")}>
      {wrong instanceof Problem && <Trouble problem={wrong} />}
      <Read from={asked}>
        {({ exists, created_at }) => (
          <Stack>
            {exists && !address && <Text>{t("feed_exists")} <Instant at={created_at} /></Text>}
            {address && (
              <Alert color="ink" variant="light" title={t("feed_made")}>
                <Group align="flex-end">
                  <TextInput label={t("feed_address")} readOnly value={address} dir="ltr" style={{ flex: 1 }} />
                  <CopyButton value={address}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{t(copied ? "copied" : "copy")}</Button>}</CopyButton>
                </Group>
                <List mt="sm" size="sm">
                  <List.Item>{t("how_android")}</List.Item>
                  <List.Item>{t("how_apple")}</List.Item>
                  <List.Item>{t("how_outlook")}</List.Item>
                </List>
              </Alert>
            )}
            <Group>
              <Button loading={create.isPending} onClick={() => create.mutate({ body: {} as never })}>{t(exists ? "feed_anew" : "feed_make")}</Button>
              {exists && <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate({})}>{t("feed_end")}</Button>}
            </Group>
            <Text size="sm" c="dimmed">{t("feed_secret")}</Text>
          </Stack>
        )}
      </Read>
    </Page>
  );
}
