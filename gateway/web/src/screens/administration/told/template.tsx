/** One version of a text, as a message of its time was made from it. */
import { Anchor, Card, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { LawSource } from "@/parts/Sentence";
import { Instant } from "@/parts/when";
import { Letter } from "./says";
import { NewVersion } from "./templates";

export default function OneTemplate() {
  const { t } = useTranslation(["watching", "choices"]);
  const { templateId = "" } = useParams();
  const asked = api.useQuery("get", "/api/templates/{template_id}", { params: { path: { template_id: templateId } } });
  return (
    <Page
      title={asked.data ? t(`choices:${asked.data.code}`) : t("texts.title")}
      under={<Anchor component={Link} to="/administration/templates">{t("texts.back")}</Anchor>}
      actions={asked.data && <NewVersion of={asked.data} />}
    >
      <Read from={asked}>
        {(template) => (
          <Stack>
            <Text size="sm">
              {t(`choices:${template.channel}`)} · {t(`choices:${template.language}`)} · {t("texts.version", { version: template.version })} · {t("texts.in_force")} <Instant at={template.valid_from} />
            </Text>
            <Card withBorder><Letter subject={template.subject} body={template.body} language={template.language} /></Card>
            <Text size="sm" c="dimmed">
              {t("texts.source")}: <LawSource of={template.source} /> · {t("texts.added")}: <Instant at={template.added_at} />
            </Text>
          </Stack>
        )}
      </Read>
    </Page>
  );
}
