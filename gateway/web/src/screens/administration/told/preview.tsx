/** How a text would arrive while it is being written: with made-up facts, its length, the words it may use, what is wrong. */
import { keepPreviousData } from "@tanstack/react-query";
import type { components } from "@made/api";
import { Alert, Card, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import type { Values } from "@/forms/values";
import { Letter } from "./says";

type Draft = components["schemas"]["TemplatePreviewed"];
type Shown = components["schemas"]["TemplatePreview"];

export function Preview({ values }: { values: Values }) {
  const { t } = useTranslation("watching");
  const [settled] = useDebouncedValue(values, 500);
  const { code, language, channel, body, subject } = settled as Partial<Draft>;
  const isBegun = !!code && !!language && !!channel && !!body?.trim();
  const draft = { code, language, channel, body, ...(subject ? { subject } : {}) } as Draft;
  const asked = api.useQuery("post", "/api/templates/preview", { body: draft }, { enabled: isBegun, retry: false, placeholderData: keepPreviousData });
  return (
    <Card withBorder component="section" aria-label={t("preview.title")}>
      <Title order={3} size="h5">{t("preview.title")}</Title>
      {isBegun && asked.data ? <Arrived of={asked.data} language={language} /> : <Text size="sm" c="dimmed">{t("preview.begin")}</Text>}
    </Card>
  );
}

function Arrived({ of, language }: { of: Shown; language: string }) {
  const { t } = useTranslation("watching");
  return (
    <>
      {of.refusal ? (
        <Alert color="red" variant="light" role="status">
          {t(`refusal.${of.refusal}`)}
        </Alert>
      ) : (
        <Text size="sm" role="status" c="var(--cmms-good, inherit)">{t("preview.fits")}</Text>
      )}
      {of.body && <Letter subject={of.subject} body={of.body} language={language} />}
      {of.parts !== null && (
        <Text size="sm">
          {t("preview.parts", { count: of.parts, units: of.units, room: of.units_in_part })} {of.coding === "ucs2" && t("preview.ucs2")}
        </Text>
      )}
      <Words of={of} />
    </>
  );
}

function Words({ of }: { of: Shown }) {
  const { t } = useTranslation("watching");
  if (of.words.length === 0) return <Text size="sm" c="dimmed">{t("preview.no_words")}</Text>;
  return (
    <>
      <Text size="sm" fw={600}>{t("preview.words")}</Text>
      <dl className="facts">
        {of.words.map(({ word, sample }) => (
          <div key={word}>
            <Text component="dt" size="sm"><code dir="ltr">{`{{ ${word} }}`}</code></Text>
            <Text component="dd" size="sm" m={0} dir="auto" style={{ whiteSpace: "pre-line" }}>{sample}</Text>
          </div>
        ))}
      </dl>
    </>
  );
}
