/** Who opened which protected identity, when, why and by whose approval: for whoever decides on such requests. */
import { Badge, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import type { PartProps } from ".";

export function Looks({ of }: PartProps) {
  const { t } = useTranslation(["protection", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/looks", { params: { path: { case_id: of.id }, query: { limit: 20 } } }, PAGES);
  return (
    <div>
      <Title order={3} size="h5" mb={4}>{t("looks")}</Title>
      <Read from={asked} rows={2} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_looks")}>
        {(pages) => (
          <Rows
            label={t("looks")}
            rows={rowsOf(pages)}
            keyOf={(row) => `${row.opened_at} ${row.opened_by} ${row.person_id}`}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "at", title: t("opened_at"), cell: (row) => <Instant at={row.opened_at} /> },
              { key: "by", title: t("opened_by"), cell: (row) => <PersonName id={row.opened_by} /> },
              { key: "whose", title: t("fields:pseudonym"), cell: (row) => <bdi>{row.pseudonym ?? "–"}</bdi> },
              { key: "why", title: t("fields:reason"), cell: (row) => <Text component="bdi" size="sm">{row.reason}</Text> },
              {
                key: "approved", title: t("approved_by"), cell: (row) => (
                  <>
                    <PersonName id={row.approved_by} /> · <Instant at={row.approved_at} />
                    {row.is_break_glass && <Badge ms={6} color="red.9" variant="outline">{t("fields:is_break_glass")}</Badge>}
                  </>
                ),
              },
            ]}
          />
        )}
      </Read>
    </div>
  );
}
