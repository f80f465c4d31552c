/** The documents one may see, and a search within their pages. */
import { Card, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { CaseLink } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { Upload } from "./Upload";

export function DocumentList() {
  const { t } = useTranslation(["documents", "choices", "fields"]);
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), 350);
  return (
    <Page title={t("title")}>
      <TextInput
        type="search"
        role="searchbox"
        label={t("search")}
        description={t("search_help")}
        leftSection={<IconSearch size={16} aria-hidden />}
        dir="auto"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {wanted.length > 1 ? <Found wanted={wanted} /> : <Newest />}
      <Upload />
    </Page>
  );
}

function Newest() {
  const { t } = useTranslation(["documents", "choices", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/documents", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none")}>
      {(pages) => (
        <Rows
          label={t("title")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "title", title: t("fields:title"), cell: (row) => <Link to={`/documents/${row.id}`}><bdi>{row.title}</bdi></Link> },
            { key: "case", title: t("case"), cell: (row) => (row.case_id ? <CaseLink id={row.case_id} /> : "–") },
            { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
            { key: "at", title: t("entered"), cell: (row) => <Instant at={row.created_at} /> },
            { key: "pages", title: t("pages"), cell: (row) => <span className="number">{row.pages ?? "–"}</span> },
          ]}
        />
      )}
    </Read>
  );
}

function Found({ wanted }: { wanted: string }) {
  const { t } = useTranslation("documents");
  const asked = api.useQuery("get", "/api/documents/search", { params: { query: { q: wanted, limit: 30 } } });
  return (
    <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("nothing_found")}>
      {({ items, is_complete }) => (
        <Stack>
          {!is_complete && <Text size="sm" c="var(--cmms-warning)">{t("cut")}</Text>}
          {items.map((hit) => (
            <Card key={`${hit.document_id} ${hit.page}`} withBorder component="article">
              <Link to={`/documents/${hit.document_id}`}><bdi>{hit.title}</bdi></Link>
              <Text size="sm" c="dimmed">{t("page", { number: hit.page })}</Text>
              <Snippet of={hit} />
            </Card>
          ))}
        </Stack>
      )}
    </Read>
  );
}

/** The words found stand out; what stands around them is text and nothing else. */
function Snippet({ of }: { of: components["schemas"]["SearchHit"] }) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end } of of.found) {
    parts.push(of.snippet.slice(at, start), <mark key={start}>{of.snippet.slice(start, end)}</mark>);
    at = end;
  }
  parts.push(of.snippet.slice(at));
  return <Text size="sm" dir="auto">{parts}</Text>;
}
