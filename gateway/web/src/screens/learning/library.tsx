/** The library: statutes and judgments, searched by their words. */
import { Card, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useTitle } from ".";

export default function Library() {
  const { t } = useTranslation("learning");
  const [typed, setTyped] = useState("");
  const [wanted] = useDebouncedValue(typed.trim(), 350);
  return (
    <Page title={t("library")} actions={<ProcedureButton operation="add_library_item" />}>
      <TextInput type="search" label={t("search")} description={t("search_help")} leftSection={<IconSearch size={16} aria-hidden />} dir="auto" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      {wanted.length > 1 ? <Found wanted={wanted} /> : <Items />}
    </Page>
  );
}

function Items() {
  const { t } = useTranslation(["learning", "choices", "fields"]);
  const title = useTitle();
  const asked = api.useInfiniteQuery("get", "/api/library/items", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("library_empty")}>
      {(pages) => (
        <Rows
          label={t("library")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "title", title: t("fields:title"), cell: (row) => <Link to={`/learning/library/${row.id}`}><bdi>{title(row)}</bdi></Link> },
            { key: "citation", title: t("fields:citation"), cell: (row) => <bdi dir="ltr">{row.citation}</bdi> },
            { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
          ]}
        />
      )}
    </Read>
  );
}

function Found({ wanted }: { wanted: string }) {
  const { t } = useTranslation("learning");
  const title = useTitle();
  const asked = api.useInfiniteQuery("get", "/api/library/search", { params: { query: { q: wanted, limit: 30 } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("nothing_found")}>
      {(pages) => (
        <Stack>
          {rowsOf(pages).map((row) => (
            <Card key={row.id} withBorder component="article">
              <Link to={`/learning/library/${row.item_id}#section-${row.id}`}><bdi>{title(row)} · {row.number} {row.heading}</bdi></Link>
              <Text size="sm" dir="auto" lang={row.language}>{mark(row.snippet)}</Text>
            </Card>
          ))}
        </Stack>
      )}
    </Read>
  );
}

function mark({ text, hits }: { text: string; hits: { start: number; length: number }[] }): React.ReactNode[] {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const { start, length } of hits) {
    parts.push(text.slice(at, start), <mark key={start}>{text.slice(start, start + length)}</mark>);
    at = start + length;
  }
  return [...parts, text.slice(at)];
}
