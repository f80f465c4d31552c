/** A list that was made: whether it is ready, its files, and how it differs from the one made before it of the same day. */
import { Card, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { Named } from "@/parts/Named";
import { CourtName, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Day, Instant } from "@/parts/when";
import { Changes } from "./Changes";
import { Files, IN_MAKING, State } from "./MadeLists";

export function MadeList() {
  const { t } = useTranslation(["lists", "choices"]);
  const { listId = "" } = useParams();
  const path = { list_id: listId };
  const asked = api.useQuery(
    "get",
    "/api/cause-lists/{list_id}",
    { params: { path } },
    { refetchInterval: (query) => (IN_MAKING.includes(query.state.data?.state ?? "") ? 1_500 : false) },
  );
  const isMade = asked.data?.state === "made";
  const changes = api.useQuery("get", "/api/cause-lists/{list_id}/changes", { params: { path } }, { enabled: isMade });
  return (
    <Page title={t("made_list")} under={asked.data && <><CourtName id={asked.data.court_id} /> · <Day on={asked.data.listed_on} /></>}>
      <Read from={asked}>
        {(list) => (
          <Card withBorder>
            <dl className="facts">
              <Named name={t("state")}><State of={list} /></Named>
              <Named name={t("form")}>{t(`form_of.${list.form}`)} · {t(`choices:${list.language}`)}</Named>
              {list.judge && <Named name={t("judge")}><bdi>{list.judge}</bdi></Named>}
              {list.hearing_count !== null && <Named name={t("entries")}><span className="number">{list.hearing_count}</span></Named>}
              <Named name={t("asked_by")}><PersonName id={list.requested_by} /> · <Instant at={list.requested_at} /></Named>
              {list.made_at && <Named name={t("made_at")}><Instant at={list.made_at} /></Named>}
            </dl>
            <Files of={list} />
            <Text size="sm" mt="xs"><Link to={`/calendar/cause-list?court=${list.court_id}&day=${list.listed_on}`}>{t("to_the_day")}</Link></Text>
          </Card>
        )}
      </Read>
      {isMade && (
        <>
          <Title order={2} size="h4">{t("changes_since_last")}</Title>
          <Read from={changes}>{(found) => <Changes of={found} />}</Read>
        </>
      )}
    </Page>
  );
}
