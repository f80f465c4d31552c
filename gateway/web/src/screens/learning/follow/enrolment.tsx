/** An enrolment, one's own or a learner's: lessons read and not, and each attempt at the quiz. */
import { Card, List, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { IconCheck, IconCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { DayOf, Instant } from "@/parts/when";
import { certificatePath } from "../certificates";
import { useTitle } from "../say";
import { StateBadge } from "../states";

type View = components["schemas"]["EnrolmentView"];

export default function Enrolment() {
  const { t } = useTranslation("learners");
  const { enrolmentId = "" } = useParams();
  const title = useTitle();
  const { me } = useSession();
  const asked = api.useQuery("get", "/api/enrolments/{enrolment_id}", { params: { path: { enrolment_id: enrolmentId } } });
  const found = asked.data;
  return (
    <Page
      title={found ? title(found) : t("way")}
      under={found && (found.account_id === me.id ? <Link to={`/learning/courses/${found.course_id}`}>{t("to_course")}</Link> : <Link to={`/learning/learners/${found.account_id}`}><PersonName id={found.account_id} /></Link>)}
    >
      <Read from={asked}>
        {(view) => (
          <Stack>
            <Summary of={view} />
            <Title order={2} size="h4">{t("lessons")}</Title>
            <Lessons of={view} />
            <Title order={2} size="h4">{t("attempts")}</Title>
            <Attempts of={view} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Summary({ of }: { of: View }) {
  const { t } = useTranslation("learners");
  const { me } = useSession();
  return (
    <Card withBorder component="section" aria-label={t("way")}>
      <dl className="facts">
        <Fact name={t("state")}><StateBadge of={of.state} /></Fact>
        <Fact name={t("since")}><DayOf at={of.enrolled_at} /></Fact>
        <Fact name={t("lessons")}><span className="number">{of.lessons_done.length}/{of.lesson_count}</span></Fact>
        <Fact name={t("attempts")}><span className="number">{of.attempts_used}/{of.attempts_allowed}</span></Fact>
        <Fact name={t("best")}><span className="number">{of.best_percent === null ? "–" : `${of.best_percent} %`}</span></Fact>
        {of.certificate_code && <Fact name={t("certificate")}><Link to={certificatePath(of.certificate_code, of.account_id, me.id)}><bdi dir="ltr">{of.certificate_code}</bdi></Link></Fact>}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">{name}</Text>
      <Text component="dd" size="sm" m={0}>{children}</Text>
    </div>
  );
}

function Lessons({ of }: { of: View }) {
  const { t } = useTranslation("learners");
  const title = useTitle();
  const asked = api.useQuery("get", "/api/courses/{course_id}", { params: { path: { course_id: of.course_id } } });
  return (
    <Read from={asked}>
      {(course) => (
        <List spacing={4} listStyleType="none">
          {course.lessons.map((lesson, index) => {
            const isDone = of.lessons_done.includes(lesson.id);
            return (
              <List.Item key={lesson.id} icon={isDone ? <IconCheck size={18} color="var(--cmms-calm)" aria-hidden /> : <IconCircle size={18} color="#52606d" aria-hidden />}>
                {index + 1}. <bdi>{title(lesson)}</bdi> <Text span size="sm" c="dimmed">· {t(isDone ? "read" : "not_read")}</Text>
              </List.Item>
            );
          })}
        </List>
      )}
    </Read>
  );
}

function Attempts({ of }: { of: View }) {
  const { t } = useTranslation(["learners", "fields"]);
  const { me } = useSession();
  const isMine = of.account_id === me.id;
  const asked = api.useQuery("get", "/api/enrolments/{enrolment_id}/attempts", { params: { path: { enrolment_id: of.id }, query: { limit: 100 } } });
  return (
    <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_attempts")}>
      {({ items }) => (
        <Rows
          label={t("attempts")}
          rows={items}
          keyOf={(row) => row.id}
          columns={[
            // Right answers are told of what was handed in; what is open or lapsed is the learner's own to open.
            { key: "number", title: t("attempt"), cell: (row) => (row.state === "submitted" || isMine ? <Link to={`/learning/attempts/${row.id}`}>{t("attempt_number", { number: row.number })}</Link> : t("attempt_number", { number: row.number })) },
            { key: "state", title: t("fields:state"), cell: (row) => <StateBadge of={row.passed === null ? row.state : row.passed ? "passed" : "failed"} /> },
            { key: "percent", title: t("result"), cell: (row) => <span className="number">{row.percent === null ? "–" : `${row.percent} %`}</span> },
            { key: "version", title: t("fields:version"), cell: (row) => <span className="number">{row.course_version}</span> },
            { key: "started", title: t("started_at"), cell: (row) => <Instant at={row.started_at} /> },
            { key: "submitted", title: t("submitted_at"), cell: (row) => <Instant at={row.submitted_at} /> },
          ]}
        />
      )}
    </Read>
  );
}
