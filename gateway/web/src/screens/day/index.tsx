/** My day: what is heard today and tomorrow, what is to be done, which of the law's clocks run out, what is new. For a glance in a corridor. */
import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { today, useWhen } from "@/parts/when";
import { Clocks } from "./Clocks";
import { Hearings } from "./Hearings";
import { Part } from "./Part";
import { Tasks } from "./Tasks";

export function DayScreen() {
  const { t } = useTranslation("day");
  const { may } = useSession();
  const { day } = useWhen();
  return (
    <Page
      title={t("title")}
      under={<span className="number">{day(today())}</span>}
      // A link, not the form's own button: the forms' code does not belong on the way to the first screen.
      actions={may("cases.register") && <Button component={Link} to="/do/register_case" size="compact-md">{t("register")}</Button>}
    >
      <div className="day">
        <Stack>
          {may("scheduling.read") && <Hearings />}
          {may("cases.read") && <Tasks />}
        </Stack>
        <Stack>
          {may("cases.read") && <Clocks />}
          <News />
        </Stack>
      </div>
    </Page>
  );
}

function News() {
  const { t } = useTranslation("day");
  const asked = api.useQuery("get", "/api/inbox", { params: { query: { unread: true, limit: 5 } } });
  return (
    <Part title={t("news")} to="/inbox">
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_news")}>
        {({ items }) => (
          <Stack gap="xs">
            {items.map((notice) => (
              <Text key={notice.id} size="sm" lang={notice.language} dir="auto">
                {notice.subject}
              </Text>
            ))}
          </Stack>
        )}
      </Read>
    </Part>
  );
}
