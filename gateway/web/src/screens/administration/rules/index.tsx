/** The law's rules as the system holds them: what starts each clock, its limit, its section, since when. */
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Value } from "@/parts/Facts";
import { Sentence } from "@/parts/Sentence";

const SHOWN = ["source", "limit", "unit", "valid_from", "valid_to"];

export default function Rules() {
  const { t } = useTranslation(["administration", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/clock-rules", { params: { query: { limit: 100 } } }, PAGES);
  return (
    <Page title={t("page.rules")} under={t("rules_help")}>
      <Read from={asked} rows={8}>
        {(pages) => (
          <Rows
            label={t("page.rules")}
            rows={rowsOf(pages) as unknown as Record<string, unknown>[]}
            keyOf={(row) => `${String(row.id ?? row.rule_id)} ${String(row.valid_from)}`}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "says", title: t("rule"), cell: (row) => <Sentence says={String(row.says)} urdu={row.says_ur as string | null} /> },
              ...SHOWN.map((name) => ({ key: name, title: t(`fields:${name}`), cell: (row: Record<string, unknown>) => <Value name={name} value={row[name]} /> })),
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
