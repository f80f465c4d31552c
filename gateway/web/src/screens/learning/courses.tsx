/** The courses there are, how far one is, and one's certificates. */
import { Badge, Card, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useSession } from "@/app/session";
import { api, PAGES, rowsOf } from "@/api/reading";
import { MoreRows } from "@/parts/MoreRows";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Certificates } from "./certificates";
import { useSay, useTitle } from "./say";
import { StateBadge } from "./states";

export function Courses() {
  const { t } = useTranslation(["learning", "choices"]);
  const title = useTitle();
  const say = useSay();
  const { me } = useSession();
  const asked = api.useInfiniteQuery("get", "/api/courses", { params: { query: { limit: 50 } } }, PAGES);
  const progress = api.useQuery("get", "/api/progress", { params: { query: { limit: 100 } } });
  return (
    <Page title={t("courses")}>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_courses")}>
        {(pages) => (
          <>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {rowsOf(pages).map((course) => {
                const mine = progress.data?.items.find((one) => one.course_id === course.id);
                const summary = say(course.summary_en, course.summary_ur);
                return (
                  <Card key={course.id} withBorder component="article">
                    <Title order={2} size="h5"><Link to={`/learning/courses/${course.id}`}><bdi>{title(course)}</bdi></Link></Title>
                    <Text size="sm" dir="auto" lang={summary.language}>{summary.text}</Text>
                    <Group gap="xs" mt="auto" pt="xs">
                      <Text size="sm" c="dimmed">{t("lesson_count", { count: course.lesson_count })}</Text>
                      {mine ? <><StateBadge of={mine.state} /><Text size="sm">{t("lessons_read", { done: mine.lessons_done.length, all: mine.lesson_count })}</Text></> : <Badge color="gray.7">{t("not_enrolled")}</Badge>}
                    </Group>
                  </Card>
                );
              })}
            </SimpleGrid>
            <MoreRows of={asked} />
          </>
        )}
      </Read>
      <Title order={2} size="h4">{t("certificates")}</Title>
      <Certificates of={me.id} empty={t("no_certificates")} />
    </Page>
  );
}
