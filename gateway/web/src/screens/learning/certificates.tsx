/** Somebody's certificates: of which course and version, when, and whether they still hold. */
import { Badge } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "@/app/session";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { Read } from "@/parts/Read";
import { Rows, type Column } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { useTitle } from "./say";

type Row = components["schemas"]["CertificateRow"];

/** The page of a certificate: one's own, or a learner's. */
export function certificatePath(code: string, holder: string, me: string): string {
  return holder === me ? `/learning/certificates/${code}` : `/learning/learners/${holder}/certificates/${code}`;
}

export function Certificates({ of, empty }: { of: string; empty: string }) {
  const { t } = useTranslation(["learning", "fields"]);
  const title = useTitle();
  const { me } = useSession();
  const mayDo = useMayDo();
  const asked = api.useInfiniteQuery("get", "/api/certificates", { params: { query: { limit: 50, account_id: of } } }, PAGES);
  const columns: Column<Row>[] = [
    { key: "title", title: t("course"), cell: (row) => <Link to={certificatePath(row.code, row.account_id, me.id)}><bdi>{title(row)}</bdi></Link> },
    { key: "version", title: t("fields:version"), cell: (row) => <span className="number">{row.course_version}</span> },
    { key: "number", title: t("fields:number"), cell: (row) => <bdi dir="ltr">{row.number}</bdi> },
    { key: "on", title: t("issued"), cell: (row) => <Day on={row.issued_on} /> },
    { key: "holds", title: t("fields:state"), cell: (row) => <Holds of={row} /> },
  ];
  if (of !== me.id && mayDo("revoke_certificate")) {
    columns.push({
      key: "steps",
      title: t("steps"),
      cell: (row) => !row.revoked_on && <ProcedureButton operation="revoke_certificate" params={{ code: row.code }} about={row.number} button={{ size: "compact-sm" }} />,
    });
  }
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={empty}>
      {(pages) => (
        <Rows
          label={t("certificates")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={columns}
        />
      )}
    </Read>
  );
}

function Holds({ of }: { of: Row }) {
  const { t } = useTranslation("learning");
  if (!of.revoked_on) return <Badge color="#1d5e38">{t("valid")}</Badge>;
  return <Badge color="red.9">{t("revoked_on")} <Day on={of.revoked_on} /></Badge>;
}
