/** Prosecutors and their postings. */
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictName, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";

export default function Roster() {
  const { t } = useTranslation(["administration", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/roster", { params: { query: { limit: 100 } } }, PAGES);
  return (
    <Page title={t("page.roster")} actions={<ProcedureButton operation="add_to_roster" button={{ variant: "filled" }} />}>
      <Read from={asked} rows={8}>
        {(pages) => (
          <Rows
            label={t("page.roster")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "name", title: t("fields:name"), cell: (row) => <PersonName id={row.id} /> },
              { key: "designation", title: t("fields:designation"), cell: (row) => <bdi>{row.designation ?? "–"}</bdi> },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "active", title: t("fields:is_active"), cell: (row) => t(row.is_active ? "common:yes" : "common:no") },
              { key: "steps", title: t("steps"), cell: (row) => <ProcedureButton operation="change_roster_entry" params={{ prosecutor_id: row.id }} version={row.version} known={row} button={{ size: "compact-sm", variant: "default" }} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
