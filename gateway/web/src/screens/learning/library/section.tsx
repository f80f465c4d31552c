/** One section to read: its text in its own direction, what was looked for marked, the way on and back, and on paper. */
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconPrinter } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { api } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Day } from "@/parts/when";
import { directionOf } from "@/words";
import { useTitle } from "../say";
import { useContents } from "./contents";
import { Marked } from "./marks";

export default function Section() {
  const { t } = useTranslation("library");
  const title = useTitle();
  const { itemId = "", sectionId = "" } = useParams();
  const [search] = useSearchParams();
  const asked = api.useQuery("get", "/api/library/sections/{section_id}", { params: { path: { section_id: sectionId } } }, { staleTime: 3_600_000 });
  const found = asked.data;
  const language = found?.item.language;
  useEffect(() => {
    // A reader of English has not fetched the letters that an Urdu text needs.
    if (language && language !== "en") void import("@/styles/naskh");
  }, [language]);
  return (
    <Page
      title={found ? `\u2068${found.number} ${found.heading}\u2069` : t("section")}
      under={found && <><Link to={`/learning/library/${itemId}`}><bdi>{title(found.item)}</bdi></Link> · <bdi>{found.item.citation}</bdi></>}
      actions={<Button size="compact-md" variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>{t("print")}</Button>}
    >
      <Read from={asked}>
        {(section) => (
          <Stack>
            {section.item.superseded_on && <Alert color="yellow" variant="light">{t("superseded_on")} <Day on={section.item.superseded_on} /></Alert>}
            {section.chapter && <Text c="dimmed" dir="auto">{section.chapter}</Text>}
            <div className="law" lang={section.item.language} dir={directionOf(section.item.language)}><Marked text={section.text} wanted={search.get("q") ?? ""} /></div>
          </Stack>
        )}
      </Read>
      <Neighbours itemId={itemId} sectionId={sectionId} />
    </Page>
  );
}

function Neighbours({ itemId, sectionId }: { itemId: string; sectionId: string }) {
  const { t } = useTranslation("library");
  const { rows } = useContents(itemId);
  const at = rows.findIndex(({ id }) => id === sectionId);
  const before = rows[at - 1];
  const after = at < 0 ? undefined : rows[at + 1];
  const path = (id: string) => `/learning/library/${itemId}/sections/${id}`;
  return (
    <Group component="nav" aria-label={t("neighbours")} justify="space-between" gap="xs" wrap="nowrap" className="no-print">
      {before ? <Button component={Link} to={path(before.id)} variant="default" size="compact-md" leftSection={<IconChevronLeft className="turn" size={16} aria-hidden />}>{t("before", { number: before.number })}</Button> : <span />}
      <Button component={Link} to={`/learning/library/${itemId}`} variant="subtle" size="compact-md">{t("contents")}</Button>
      {after ? <Button component={Link} to={path(after.id)} variant="default" size="compact-md" rightSection={<IconChevronRight className="turn" size={16} aria-hidden />}>{t("after", { number: after.number })}</Button> : <span />}
    </Group>
  );
}
