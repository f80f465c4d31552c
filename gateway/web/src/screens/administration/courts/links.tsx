/** Video links: places from which somebody may take part in a hearing who is not in court. */
import { Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { DistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";

export default function VideoLinks() {
  const { t } = useTranslation(["courts", "choices", "fields"]);
  const [query, setQuery] = useSearchParams();
  const district = query.get("district") ?? "";
  const asked = api.useInfiniteQuery("get", "/api/video-links", { params: { query: { limit: 50, ...(district ? { district } : {}) } } }, PAGES);
  return (
    <Page title={t("links")} under={t("links_help")} actions={<ProcedureButton operation="add_video_link" button={{ variant: "filled" }} />}>
      <Group className="no-print">
        <DistrictSelect value={district} onChange={(value) => setQuery(value ? { district: value } : {}, { replace: true })} any={t("all")} />
      </Group>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_links")}>
        {(pages) => (
          <Rows
            label={t("links")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "name", title: t("fields:name"), cell: (row) => <bdi>{row.name}</bdi> },
              { key: "place", title: t("fields:place"), cell: (row) => t(`choices:${row.place}`) },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "use", title: t("fields:state"), cell: (row) => t(row.is_active ? "in_use" : "out_of_use") },
              {
                key: "steps",
                title: t("steps"),
                cell: (row) => <ProcedureButton operation="change_video_link" params={{ link_id: row.id }} version={row.version} known={{ name: row.name, is_active: row.is_active }} button={{ size: "compact-sm", variant: "default" }} />,
              },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
