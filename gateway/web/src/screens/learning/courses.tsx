/** The courses there are, how far one is, and one's certificates. */
import { Badge, Card, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { useTitle } from ".";

export function Courses() {
  const { t, i18n } = useTranslation(["learning", "choices", "fields"]);
  const title = useTitle();
  const asked = api.useInfiniteQuery("get", "/api/courses", { params: { query: { limit: 50 } } }, PAGES);
  const progress = api.useQuery("get", "/api/progress", { params: { query: { limit: 100 } } });
  const certificates = api.useQuery("get", "/api/certificates", { params: { query: { limit: 50 } } });
  return (
    <Page title={t("courses")} actions={<ProcedureButton operation="create_course" />}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_courses")}>
        {(pages) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {rowsOf(pages).map((course) => {
              const mine = progress.data?.items.find((one) => one.course_id === course.id);
              return (
                <Card key={course.id} withBorder component="article">
                  <Title order={2} size="h5"><Link to={`/learning/courses/${course.id}`}>{title(course)}</Link></Title>
                  <Text size="sm" dir="auto">{(i18n.language !== "en" && course.summary_ur) || course.summary_en}</Text>
                  <Group gap="xs" mt="xs">
                    <Text size="sm" c="dimmed">{t("lesson_count", { count: course.lesson_count })}</Text>
                    {mine && <Badge>{t(`choices:${mine.state}`)} · {mine.lessons_done.length}/{mine.lesson_count}</Badge>}
                  </Group>
                </Card>
              );
            })}
          </SimpleGrid>
        )}
      </Read>
      <Title order={2} size="h4">{t("certificates")}</Title>
      <Read from={certificates} isEmpty={({ items }) => items.length === 0} empty={t("no_certificates")}>
        {({ items }) => (
          <Rows
            label={t("certificates")}
            rows={items}
            keyOf={(row) => row.id}
            columns={[
              { key: "title", title: t("fields:title"), cell: (row) => <bdi>{title(row)}</bdi> },
              { key: "number", title: t("fields:number"), cell: (row) => <bdi dir="ltr">{row.number}</bdi> },
              { key: "code", title: t("fields:code"), cell: (row) => <bdi dir="ltr">{row.code}</bdi> },
              { key: "on", title: t("issued"), cell: (row) => <Day on={row.issued_on} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
