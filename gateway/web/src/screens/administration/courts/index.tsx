/** Courts by district and kind; the page of each says the rest. */
import { Badge, Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { DistrictName, useCodes, useCourtName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { Day } from "@/parts/when";
import { useUsualHours } from "./hours";

export default function Courts() {
  const { t } = useTranslation(["courts", "fields"]);
  const [query, setQuery] = useSearchParams();
  const district = query.get("district") ?? "";
  const kind = query.get("kind") ?? "";
  const title = useCodes();
  const called = useCourtName();
  const hours = useUsualHours();
  const { note, onDone } = useInTheWay();
  const set = (changed: Record<string, string>) => setQuery({ ...Object.fromEntries(query), ...changed }, { replace: true });
  const codes = api.useQuery("get", "/api/hearing-codes", {}, { staleTime: 600_000 });
  const asked = api.useInfiniteQuery(
    "get",
    "/api/courts",
    { params: { query: { limit: 50, ...(district ? { district } : {}), ...(kind ? { kind } : {}) } } },
    PAGES,
  );
  return (
    <Page
      title={t("courts")}
      under={t("courts_help")}
      actions={
        <>
          <ProcedureButton operation="open_court" button={{ variant: "filled" }} />
          <ProcedureButton operation="set_hours_widely" known={{ hours }} onDone={onDone} />
        </>
      }
    >
      {note}
      <Group align="flex-end" className="no-print">
        <DistrictSelect value={district} onChange={(value) => set({ district: value })} any={t("all")} />
        <NativeSelect label={t("kind")} value={kind} onChange={(event) => set({ kind: event.currentTarget.value })}>
          <option value="">{t("all")}</option>
          {codes.data?.items.filter((one) => one.kind === "court_kind").map(({ code }) => <option key={code} value={code}>{title("court_kind", code)}</option>)}
        </NativeSelect>
      </Group>
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_courts")}>
        {(pages) => (
          <Rows
            label={t("courts")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "court", title: t("court"), cell: (row) => <Link to={`/administration/courts/${row.id}`}><bdi>{called(row)}</bdi></Link> },
              { key: "kind", title: t("kind"), cell: (row) => title("court_kind", row.kind) },
              { key: "district", title: t("fields:district"), cell: (row) => <DistrictName code={row.district} /> },
              { key: "seat", title: t("fields:seat"), cell: (row) => <DistrictName code={row.seat} /> },
              { key: "state", title: t("fields:state"), cell: (row) => (row.closed_on ? <Badge color="gray.8"><Day on={row.closed_on} /></Badge> : t("sits")) },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
