/** The library's items in a list: title, citation, kind, language, and since when they hold. */
import { Badge } from "@mantine/core";
import type { paths } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { useTitle } from "../say";

type Query = NonNullable<paths["/api/library/items"]["get"]["parameters"]["query"]>;

export function Items({ query, empty }: { query: Query; empty: string }) {
  const { t } = useTranslation(["library", "choices", "fields"]);
  const title = useTitle();
  const asked = api.useInfiniteQuery("get", "/api/library/items", { params: { query: { limit: 50, ...query } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={empty}>
      {(pages) => (
        <Rows
          label={t("page")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "title", title: t("fields:title"), cell: (row) => <Link to={`/learning/library/${row.id}`}><bdi>{title(row)}</bdi></Link> },
            { key: "citation", title: t("fields:citation"), cell: (row) => <bdi>{row.citation}</bdi> },
            { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
            { key: "language", title: t("fields:language"), cell: (row) => t(`choices:${row.language}`) },
            { key: "since", title: t("fields:in_force_from"), cell: (row) => (row.superseded_on ? <Badge color="amber.9">{t("superseded_on")} <Day on={row.superseded_on} /></Badge> : <Day on={row.in_force_from} />) },
          ]}
        />
      )}
    </Read>
  );
}
