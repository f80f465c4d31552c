/** Days without sittings: declared, awaiting the moon, taken back. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource } from "@/parts/Sentence";
import { Day, today } from "@/parts/when";

export default function Holidays() {
  const { t } = useTranslation(["administration", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/holidays", { params: { query: { from: today(-30), to: today(330), limit: 100 } } }, PAGES);
  return (
    <Page title={t("page.holidays")} actions={<ProcedureButton operation="declare_holidays" button={{ variant: "filled" }} />}>
      <Read from={asked} rows={8}>
        {(pages) => (
          <Rows
            label={t("page.holidays")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "day", title: t("day"), cell: (row) => <Day on={row.day} /> },
              { key: "name", title: t("fields:name"), cell: (row) => <><bdi>{row.name_en}</bdi> {row.is_tentative && <Badge color="amber.9" variant="outline">{t("awaiting_moon")}</Badge>}</> },
              { key: "scope", title: t("scope"), cell: (row) => <bdi>{String((row as { scope?: string }).scope ?? "")}</bdi> },
              { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
              { key: "back", title: t("steps"), cell: (row) => <ProcedureButton operation="withdraw_holiday" params={{ holiday_id: row.id }} button={{ size: "compact-sm", variant: "default" }} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
