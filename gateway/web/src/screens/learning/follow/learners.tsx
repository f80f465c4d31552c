/** The learners of one course: how far each is; others are enrolled here. */
import { Group, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { PersonSelect } from "@/parts/PersonSelect";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { DayOf } from "@/parts/when";
import { useTitle } from "../say";
import { StateBadge } from "../states";

const STATES = ["enrolled", "started", "passed", "failed"] as const;

export default function Learners() {
  const { t } = useTranslation(["learners", "choices", "fields"]);
  const { courseId = "" } = useParams();
  const { may } = useSession();
  const [search, setSearch] = useSearchParams();
  const title = useTitle();
  const wanted = STATES.find((one) => one === search.get("state"));
  const path = { course_id: courseId };
  const overviews = api.useQuery("get", "/api/course-overviews", { params: { query: { limit: 100 } } });
  const course = overviews.data?.items.find(({ id }) => id === courseId);
  const query = { limit: 50, ...(wanted ? { state: wanted } : {}) };
  const asked = api.useInfiniteQuery("get", "/api/courses/{course_id}/enrolments", { params: { path, query } }, PAGES);
  return (
    <Page title={course ? title(course) : t("page")} under={t("learners")}>
      {may("learning.enrol") && course?.published_number && <EnrolOther courseId={courseId} />}
      <NativeSelect
        label={t("fields:state")}
        maw={280}
        className="no-print"
        value={wanted ?? ""}
        onChange={(event) => setSearch(event.currentTarget.value ? { state: event.currentTarget.value } : {}, { replace: true })}
        data={[{ value: "", label: t("any_state") }, ...STATES.map((value) => ({ value, label: t(`choices:${value}`) }))]}
      />
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t(wanted ? "none_so" : "none")}>
        {(pages) => (
          <Rows
            label={t("learners")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "who", title: t("learner"), cell: (row) => <Link to={`/learning/learners/${row.account_id}`}><PersonName id={row.account_id} /></Link> },
              { key: "state", title: t("fields:state"), cell: (row) => <StateBadge of={row.state} /> },
              { key: "lessons", title: t("lessons"), cell: (row) => <span className="number">{row.lessons_done.length}/{row.lesson_count}</span> },
              { key: "attempts", title: t("attempts"), cell: (row) => <span className="number">{row.attempts_used}/{row.attempts_allowed}</span> },
              { key: "best", title: t("best"), cell: (row) => <span className="number">{row.best_percent === null ? "–" : `${row.best_percent} %`}</span> },
              { key: "since", title: t("since"), cell: (row) => <DayOf at={row.enrolled_at} /> },
              { key: "way", title: t("way"), cell: (row) => <Link to={`/learning/enrolments/${row.id}`}>{t("look")}</Link> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}

/** The person is chosen first: a form left empty would enrol whoever sends it. */
function EnrolOther({ courseId }: { courseId: string }) {
  const { t } = useTranslation("learners");
  const [person, setPerson] = useState<{ id: string; name: string }>();
  return (
    <Group align="flex-end" className="no-print">
      <PersonSelect className="no-print" maw={420} label={t("enrol_other")} description={t("enrol_help")} value={person?.id ?? ""} onChange={(id, name) => setPerson(id ? { id, name } : undefined)} />
      {person && <ProcedureButton key={person.id} operation="enrol" params={{ course_id: courseId }} given={{ account_id: person.id }} about={person.name} label={t("enrol_them", { name: person.name })} button={{ variant: "filled" }} />}
    </Group>
  );
}
