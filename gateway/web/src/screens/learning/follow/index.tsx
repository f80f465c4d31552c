/** Who learns: how the learners of each course stand, in numbers and as a chart; and the way to one learner. */
import { Card } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Page } from "@/parts/Page";
import { PersonSelect } from "@/parts/PersonSelect";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Bars } from "@/screens/reports/Bars";
import { useTitle } from "../say";

const STATES = ["enrolled", "started", "passed", "failed"] as const;
type Counted = Record<(typeof STATES)[number], number>;

export function countAll(row: Counted): number {
  return STATES.reduce((sum, state) => sum + row[state], 0);
}

/** Give which share of a course's learners passed, in per cent; nothing when nobody learns. */
export function sharePassed(row: Counted): number | null {
  const all = countAll(row);
  return all === 0 ? null : Math.round((100 * row.passed) / all);
}

export default function Overviews() {
  const { t } = useTranslation(["learners", "choices"]);
  const title = useTitle();
  const navigate = useNavigate();
  const asked = api.useInfiniteQuery("get", "/api/course-overviews", { params: { query: { limit: 100 } } }, PAGES);
  return (
    <Page title={t("page")} under={t("about")}>
      <PersonSelect className="no-print" maw={420} label={t("person")} description={t("person_help")} value="" onChange={(id) => id && void navigate(`/learning/learners/${id}`)} />
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_courses")}>
        {(pages) => (
          <>
            <Rows
              label={t("by_course")}
              rows={rowsOf(pages)}
              keyOf={(row) => row.id}
              more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
              columns={[
                { key: "title", title: t("course"), cell: (row) => <Link to={`/learning/learners/courses/${row.id}`}><bdi>{title(row)}</bdi></Link> },
                { key: "all", title: t("learners"), cell: (row) => <span className="number">{countAll(row)}</span> },
                ...STATES.map((state) => ({ key: state, title: t(`choices:${state}`), cell: (row: Counted) => <span className="number">{row[state]}</span> })),
              ]}
            />
            <Card withBorder component="section">
              <Bars
                title={t("passed_share")}
                most={100}
                bars={rowsOf(pages).map((row) => {
                  const share = sharePassed(row);
                  return { key: row.id, label: <bdi>{title(row)}</bdi>, value: share, says: share === null ? "–" : `${share} %` };
                })}
              />
            </Card>
          </>
        )}
      </Read>
    </Page>
  );
}
