/** Templates of what is sent, by language and channel; a new version is checked by the service before it is taken. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";

export default function Templates() {
  const { t } = useTranslation(["administration", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/templates", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Page title={t("page.templates")} actions={<ProcedureButton operation="add_template" button={{ variant: "filled" }} />}>
      <Read from={asked} rows={8}>
        {(pages) => (
          <Stack>
            {rowsOf(pages).map((template) => (
              <Card key={template.id} withBorder component="article">
                <Group gap="xs">
                  <Title order={2} size="h5"><bdi dir="ltr">{template.code}</bdi></Title>
                  <Badge color="gray.8">{t(`choices:${template.channel}`)}</Badge>
                  <Badge color="gray.8" variant="outline">{t(`choices:${template.language}`)}</Badge>
                  <Text size="sm" c="dimmed"><Instant at={template.valid_from} /></Text>
                </Group>
                {template.subject && <Text fw={600} dir="auto" lang={template.language}>{template.subject}</Text>}
                <Text dir="auto" lang={template.language} style={{ whiteSpace: "pre-line" }}>{template.body}</Text>
                <Group mt="xs">
                  <ProcedureButton operation="add_template" known={{ code: template.code, channel: template.channel, language: template.language, subject: template.subject ?? undefined, body: template.body }} button={{ size: "compact-sm" }} />
                </Group>
              </Card>
            ))}
            <MoreRows of={asked} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}
