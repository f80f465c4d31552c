/** The roster: prosecutors by district; the page of each says where they are posted, what they may do and when they work. */
import { Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { DesignationName, DistrictName, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";

export default function Roster() {
  const { t } = useTranslation(["postings", "fields"]);
  const [query, setQuery] = useSearchParams();
  const district = query.get("district") ?? "";
  const asked = api.useInfiniteQuery("get", "/api/roster", { params: { query: { limit: 100, ...(district ? { district } : {}) } } }, PAGES);
  return (
    <Page title={t("roster")} under={t("roster_help")} actions={<ProcedureButton operation="add_to_roster" button={{ variant: "filled" }} />}>
      <Group className="no-print">
        <DistrictSelect value={district} onChange={(value) => setQuery(value ? { district: value } : {}, { replace: true })} any={t("all")} />
      </Group>
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("nobody")}>
        {(pages) => (
          <Rows
            label={t("roster")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "name", title: t("fields:name"), cell: (row) => <Link to={`/administration/roster/${row.id}`}><PersonName id={row.id} /></Link> },
              { key: "designation", title: t("fields:designation"), cell: (row) => <DesignationName code={row.designation} /> },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "seat", title: t("fields:seat"), cell: (row) => <DistrictName code={row.seat} /> },
              { key: "active", title: t("fields:state"), cell: (row) => <Badge color={row.is_active ? "ink" : "gray.7"} variant="outline">{t(row.is_active ? "active" : "inactive")}</Badge> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
