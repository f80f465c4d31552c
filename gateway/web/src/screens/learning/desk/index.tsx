/** The trainer's desk: all courses, published or not, each with its draft. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useTitle } from "../say";

export default function Desk() {
  const { t } = useTranslation(["desk", "fields"]);
  const title = useTitle();
  const navigate = useNavigate();
  const asked = api.useInfiniteQuery("get", "/api/course-overviews", { params: { query: { limit: 50 } } }, PAGES);
  const go = (made: unknown) => {
    if (made) void navigate(`/learning/desk/${(made as { id: string }).id}`);
  };
  return (
    <Page title={t("page")} under={t("about")} actions={<ProcedureButton operation="create_course" button={{ variant: "filled" }} onDone={go} />}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none")}>
        {(pages) => (
          <Rows
            label={t("page")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "title", title: t("fields:title"), cell: (row) => <Link to={`/learning/desk/${row.id}`}><bdi>{title(row)}</bdi></Link> },
              { key: "code", title: t("fields:code"), cell: (row) => <bdi dir="ltr">{row.code}</bdi> },
              { key: "published", title: t("published"), cell: (row) => <Published number={row.published_number} /> },
              { key: "learners", title: t("learners"), cell: (row) => <Link to={`/learning/learners/courses/${row.id}`}><span className="number">{row.enrolled + row.started + row.passed + row.failed}</span></Link> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}

export function Published({ number }: { number: number | null }) {
  const { t } = useTranslation("desk");
  return number === null ? <Badge color="amber.9">{t("draft_only")}</Badge> : <Badge color="#1d5e38">{t("version", { number })}</Badge>;
}
