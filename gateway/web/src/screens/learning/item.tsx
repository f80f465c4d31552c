/** A statute or judgment, section by section. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Facts } from "@/parts/Facts";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useTitle } from ".";

export default function LibraryItem() {
  const { t } = useTranslation("learning");
  const title = useTitle();
  const { itemId = "" } = useParams();
  const { hash } = useLocation();
  const [section, setSection] = useState(hash.replace("#section-", ""));
  const item = api.useQuery("get", "/api/library/items/{item_id}", { params: { path: { item_id: itemId } } });
  const sections = api.useInfiniteQuery("get", "/api/library/items/{item_id}/sections", { params: { path: { item_id: itemId }, query: { limit: 100 } } }, PAGES);
  return (
    <Page title={item.data ? title(item.data) : t("library")}>
      <Read from={item}>{(view) => <Facts of={view} show={["citation", "year", "jurisdiction", "kind", "in_force_from", "superseded_on", "section_count"]} />}</Read>
      <Read from={sections}>
        {(pages) => (
          <Stack gap="xs">
            {rowsOf(pages).map((row) => (
              <article key={row.id} id={`section-${row.id}`}>
                <Button variant="subtle" size="compact-md" onClick={() => setSection(section === row.id ? "" : row.id)} aria-expanded={section === row.id}>
                  <bdi>{row.number} {row.heading}</bdi>
                </Button>
                {section === row.id && <Section id={row.id} />}
              </article>
            ))}
            {sections.hasNextPage && <Group><Button variant="default" onClick={() => void sections.fetchNextPage()}>{t("common:more_rows")}</Button></Group>}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Section({ id }: { id: string }) {
  const asked = api.useQuery("get", "/api/library/sections/{section_id}", { params: { path: { section_id: id } } });
  return (
    <Read from={asked}>
      {(section) => (
        <div>
          {section.chapter && <Title order={3} size="h6">{section.chapter}</Title>}
          <Text dir="auto" lang={section.item.language} style={{ whiteSpace: "pre-line", maxWidth: "75ch" }}>{section.text}</Text>
        </div>
      )}
    </Read>
  );
}
