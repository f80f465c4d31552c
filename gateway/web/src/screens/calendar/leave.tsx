/** Leave: one's own, and for those who decide on it, that of their districts. */
import { Badge, Group } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";

export default function Leave() {
  const { t } = useTranslation(["calendar", "choices", "fields"]);
  const asked = api.useInfiniteQuery("get", "/api/leave", { params: { query: { limit: 50 } } }, PAGES);
  return (
    <Page title={t("page.leave")} actions={<ProcedureButton operation="apply_for_leave" button={{ variant: "filled" }} />}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_leave")}>
        {(pages) => (
          <Rows
            label={t("page.leave")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "who", title: t("prosecutor"), cell: (row) => <PersonName id={row.prosecutor_id} /> },
              { key: "from", title: t("fields:first_on"), cell: (row) => <Link to={`/calendar/leave/${row.id}`}><Day on={row.first_on} /></Link> },
              { key: "to", title: t("fields:last_on"), cell: (row) => <Day on={row.last_on} /> },
              { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
              { key: "status", title: t("fields:status"), cell: (row) => <Badge color={row.status === "applied" ? "amber.9" : "ink"}>{t(`choices:${row.status}`)}</Badge> },
              {
                key: "steps",
                title: t("steps"),
                cell: (row) => <LeaveSteps of={row} />,
              },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}

/** Nobody decides on their own leave; what is applied for or approved may be taken back. */
export function LeaveSteps({ of }: { of: components["schemas"]["LeaveView"] }) {
  const { me } = useSession();
  const about = { params: { leave_id: of.id }, version: of.version, button: { size: "compact-sm" } as const };
  const isOthers = of.status === "applied" && of.prosecutor_id !== me.id;
  return (
    <Group gap={4} className="no-print">
      {isOthers && <ProcedureButton operation="approve_leave" {...about} />}
      {isOthers && <ProcedureButton operation="refuse_leave" {...about} />}
      {["applied", "approved"].includes(of.status) && <ProcedureButton operation="cancel_leave" {...about} />}
    </Group>
  );
}
