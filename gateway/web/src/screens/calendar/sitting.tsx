/** A trial over several days: its days in order, each a hearing of its own, and where it does not go on from day to day. */
import { Alert, Badge, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { CaseLink, CourtName, PersonName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { HearingTime } from "./hearing/About";

export default function Sitting() {
  const { t } = useTranslation(["awaiting", "choices", "hearing"]);
  const { sittingId = "" } = useParams();
  const title = useCodes();
  const asked = api.useQuery("get", "/api/sittings/{sitting_id}", { params: { path: { sitting_id: sittingId } } });
  const found = asked.data;
  return (
    <Page
      title={t("sitting")}
      under={found && <Group gap="xs"><CaseLink id={found.case_id} /> <CourtName id={found.court_id} /> <Badge>{t(`choices:${found.kind}`)}</Badge></Group>}
    >
      <Read from={asked} isEmpty={({ hearings }) => hearings.length === 0}>
        {({ hearings, warnings }) => (
          <>
            {warnings.some(({ code }) => code === "not_from_day_to_day") && <Alert color="yellow" variant="light">{t("gaps")}</Alert>}
            <Rows
              label={t("sitting_help")}
              rows={hearings}
              keyOf={(one) => one.id}
              columns={[
                { key: "day", title: t("day"), cell: (one) => <Link to={`/calendar/hearings/${one.id}`}><Instant at={one.starts_at} /></Link> },
                { key: "time", title: t("hearing:time"), cell: (one) => <HearingTime of={one} /> },
                { key: "purpose", title: t("purpose"), cell: (one) => title("purpose", one.purpose) },
                { key: "who", title: t("prosecutors"), cell: (one) => (one.prosecutor_ids.length === 0 ? "–" : one.prosecutor_ids.map((id) => <span key={id}><PersonName id={id} /> </span>)) },
                { key: "state", title: t("state_of"), cell: (one) => <Badge color={one.status === "scheduled" ? "ink" : "gray.8"}>{t(`choices:${one.status}`)}</Badge> },
              ]}
            />
          </>
        )}
      </Read>
    </Page>
  );
}
