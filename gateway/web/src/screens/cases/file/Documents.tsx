/** The documents of the case. */
import { Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { Upload } from "@/screens/documents/Upload";
import type { PartProps } from ".";

export default function Documents({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/documents", { params: { query: { case_id: of.id, limit: 50 } } }, PAGES);
  return (
    <Stack>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_documents")}>
        {(pages) => (
          <Rows
            label={t("part.documents")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "title", title: t("fields:title"), cell: (row) => <Link to={`/documents/${row.id}`}><bdi>{row.title}</bdi></Link> },
              { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
              { key: "created", title: t("entered"), cell: (row) => <Instant at={row.created_at} /> },
              { key: "pages", title: t("pages"), cell: (row) => <span className="number">{row.pages ?? "–"}</span> },
            ]}
          />
        )}
      </Read>
      <Group className="no-print">
        <Button component={Link} to={`/documents?case=${of.id}`} size="compact-md" variant="default">{t("search_documents")}</Button>
        <Upload caseId={of.id} />
      </Group>
    </Stack>
  );
}
