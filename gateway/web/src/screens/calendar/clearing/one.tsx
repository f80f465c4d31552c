/** What was cleared: by whom, at whose request, why, and what became of each hearing; everybody concerned was told. */
import { Card, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { Named } from "@/parts/Named";
import { CaseLinks, CourtName, PersonName, useCodes } from "@/parts/names";
import { Facts } from "@/parts/Facts";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows, useFirstRows } from "@/parts/Rows";
import { Day, Instant } from "@/parts/when";
import { Where } from ".";

export function OneClearing() {
  const { t } = useTranslation(["clearing", "choices", "fields"]);
  const { clearingId = "" } = useParams();
  const title = useCodes();
  const asked = api.useQuery("get", "/api/clearings/{clearing_id}", { params: { path: { clearing_id: clearingId } } });
  const view = asked.data;
  return (
    <Page title={t("one")} under={view && <><Day on={view.first_on} />{view.last_on && view.last_on !== view.first_on && <> – <Day on={view.last_on} /></>}</>}>
      <Read from={asked} rows={8}>
        {(found) => (
          <>
            <Card withBorder>
              <Facts
                of={{ ...found, cause: title("cause", found.cause) }}
                show={["action", "cause", "asked_by", "reason", "to_court_id", "cleared_at"]}
                extra={
                  <>
                    <Named name={t("where")}><Where of={found} /></Named>
                    <Named name={t("by")}><PersonName id={found.cleared_by} /></Named>
                  </>
                }
              />
            </Card>
            <Title order={2} size="h4">{t("became")}</Title>
            <Became steps={found.steps} />
          </>
        )}
      </Read>
    </Page>
  );
}

function Became({ steps }: { steps: components["schemas"]["ClearedHearing"][] }) {
  const { t } = useTranslation(["clearing", "fields"]);
  const [rows, more] = useFirstRows(steps);
  if (steps.length === 0) return <Text c="dimmed">{t("nothing_stood")}</Text>;
  return (
    <>
      <Text size="sm" c="dimmed">{t("told")}</Text>
      <Rows
        label={t("became")}
        rows={rows}
        more={more}
        keyOf={(step) => step.hearing_id}
        columns={[
          { key: "from", title: t("stood"), cell: (step) => <Link to={`/calendar/hearings/${step.hearing_id}`}><Instant at={step.from_starts_at} /></Link> },
          { key: "case", title: t("fields:case_id"), cell: (step) => <CaseLinks ids={step.case_ids} /> },
          { key: "court", title: t("court"), cell: (step) => <CourtName id={step.from_court_id} /> },
          { key: "to", title: t("became_of"), cell: (step) => (step.to_starts_at ? <><Instant at={step.to_starts_at} />{step.to_court_id && step.to_court_id !== step.from_court_id && <> · <CourtName id={step.to_court_id} /></>}</> : t("vacated")) },
        ]}
      />
    </>
  );
}
