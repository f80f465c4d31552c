/** One learner: the courses they are in, and their certificates. */
import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { DayOf } from "@/parts/when";
import { Certificates } from "../certificates";
import { useTitle } from "../say";
import { StateBadge } from "../states";

export default function Learner() {
  const { t } = useTranslation(["learners", "fields"]);
  const { accountId = "" } = useParams();
  const title = useTitle();
  const person = api.useQuery("get", "/api/people/{account_id}", { params: { path: { account_id: accountId } } });
  const asked = api.useInfiniteQuery("get", "/api/progress", { params: { query: { account_id: accountId, limit: 50 } } }, PAGES);
  return (
    <Page title={person.data?.name ?? t("learner")} under={t("learner")}>
      <Title order={2} size="h4">{t("courses")}</Title>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("in_no_course")}>
        {(pages) => (
          <Rows
            label={t("courses")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "course", title: t("course"), cell: (row) => <Link to={`/learning/enrolments/${row.id}`}><bdi>{title(row)}</bdi></Link> },
              { key: "state", title: t("fields:state"), cell: (row) => <StateBadge of={row.state} /> },
              { key: "lessons", title: t("lessons"), cell: (row) => <span className="number">{row.lessons_done.length}/{row.lesson_count}</span> },
              { key: "best", title: t("best"), cell: (row) => <span className="number">{row.best_percent === null ? "–" : `${row.best_percent} %`}</span> },
              { key: "since", title: t("since"), cell: (row) => <DayOf at={row.enrolled_at} /> },
            ]}
          />
        )}
      </Read>
      <Title order={2} size="h4">{t("certificates")}</Title>
      <Certificates of={accountId} empty={t("no_certificates")} />
    </Page>
  );
}
