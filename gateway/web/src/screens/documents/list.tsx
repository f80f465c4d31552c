/** The documents one may see, and a search within their pages. */
import { Card, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { KINDS, type Kind } from "@/forms/storing";
import { CaseCondition, useConditions, WordCondition } from "@/parts/conditions";
import { CaseLink } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { Marked } from "./Marked";
import { Upload } from "./Upload";

export function DocumentList() {
  const { t } = useTranslation(["documents", "choices", "fields"]);
  const conditions = useConditions(["q", "case", "kind"]);
  const { case: caseId, kind } = conditions.of;
  const [typed, setTyped] = useState(conditions.of.q ?? "");
  const [wanted] = useDebouncedValue(typed.trim(), 350);
  const isSearch = wanted.length > 1;
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
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          conditions.set({ q: event.currentTarget.value });
        }}
      />
      <Group grow preventGrowOverflow={false}>
        <CaseCondition label={t("case")} any={t("any_case")} value={caseId} set={(value) => conditions.set({ case: value })} />
        {!isSearch && (
          <WordCondition label={t("fields:kind")} any={t("any_kind")} value={kind} set={(value) => conditions.set({ kind: value })} words={KINDS.map((value) => ({ value, label: t(`choices:${value}`) }))} />
        )}
      </Group>
      {isSearch ? <Found wanted={wanted} caseId={caseId} /> : <Newest caseId={caseId} kind={kind as Kind | undefined} />}
      <Upload />
    </Page>
  );
}

function Newest({ caseId, kind }: { caseId: string | undefined; kind: Kind | undefined }) {
  const { t } = useTranslation(["documents", "choices", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/documents", { params: { query: { limit: 50, ...(caseId ? { case_id: caseId } : {}), ...(kind ? { kind } : {}) } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t(caseId || kind ? "none_such" : "none")}>
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

function Found({ wanted, caseId }: { wanted: string; caseId: string | undefined }) {
  const { t } = useTranslation("documents");
  const asked = api.useQuery("get", "/api/documents/search", { params: { query: { q: wanted, limit: 30, ...(caseId ? { case_id: caseId } : {}) } } });
  return (
    <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("nothing_found")}>
      {({ items, is_complete }) => (
        <Stack>
          {!is_complete && <Text size="sm" c="var(--cmms-warning)">{t("cut")}</Text>}
          {items.map((hit) => (
            <Card key={`${hit.document_id} ${hit.page}`} withBorder component="article">
              <Link to={`/documents/${hit.document_id}?${new URLSearchParams({ page: String(hit.page), q: wanted }).toString()}`}><bdi>{hit.title}</bdi></Link>
              <Text size="sm" c="dimmed">{t("page", { number: hit.page })}</Text>
              <Text size="sm" dir="auto"><Marked text={hit.snippet} found={hit.found} /></Text>
            </Card>
          ))}
        </Stack>
      )}
    </Read>
  );
}
