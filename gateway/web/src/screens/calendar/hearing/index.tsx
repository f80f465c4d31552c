/** The page of a hearing: what it is, whether it is ready, who is called and who stands, what was changed, and every step from here. */
import { Alert, Badge, Card, Group, List, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { Proceedings } from "@/parts/Proceedings";
import { CaseLink, CourtName, PersonName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { useWhen } from "@/parts/when";
import { About, HearingTime } from "./About";
import { Best } from "./Best";
import { Changes } from "./Changes";
import { Processes } from "./Processes";
import { Ripeness } from "./Ripeness";
import { Merge, Steps } from "./Steps";

export type Hearing = components["schemas"]["HearingView"];
export interface PartProps { of: Hearing }

export default function HearingPage() {
  const { t } = useTranslation(["hearing", "choices"]);
  const { hearingId = "" } = useParams();
  const title = useCodes();
  const { dayOf } = useWhen();
  const asked = api.useQuery("get", "/api/hearings/{hearing_id}", { params: { path: { hearing_id: hearingId } } });
  const found = asked.data;
  return (
    <Page
      title={found ? `${title("purpose", found.purpose)}, ${dayOf(found.starts_at)}` : t("title")}
      under={found && <Marks of={found} />}
    >
      <Read from={asked} rows={8}>
        {(view) => (
          <Stack>
            <Steps of={view} />
            <Warnings of={view} />
            <Part title={t("part.about")}><About of={view} /></Part>
            <Part title={t("part.prosecutors")}><Best of={view} /></Part>
            {view.status !== "vacated" && <Part title={t("part.ripeness")}><Ripeness id={view.id} /></Part>}
            <Part title={t("part.process")}><Processes of={view} /></Part>
            {view.status !== "scheduled" && view.status !== "provisional" && (
              <Part title={t("part.proceedings")}><Proceedings hearingId={view.id} /></Part>
            )}
            <Merge of={view} />
            <Part title={t("part.changes")}><Changes id={view.id} /></Part>
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder component="section" padding="md" aria-label={title}>
      <Title order={2} size="h4" mb="xs">{title}</Title>
      {children}
    </Card>
  );
}

function Marks({ of }: PartProps) {
  const { t } = useTranslation(["hearing", "choices"]);
  return (
    <Group gap="xs" mt={4}>
      <HearingTime of={of} />
      <CaseLink id={of.case_id} />
      <CourtName id={of.court_id} />
      <Badge color={of.status === "scheduled" ? "ink" : "gray.8"}>{t(`choices:${of.status}`)}</Badge>
      {of.to_be_refixed && <Badge color="amber.9">{t("change.to_be_refixed")}: {t(`mark.${of.to_be_refixed}`)}</Badge>}
    </Group>
  );
}

/** What speaks against the booking, said once when it is made and again whenever it is read. */
function Warnings({ of }: PartProps) {
  const { t } = useTranslation("hearing");
  if (of.warnings.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" title={t("warnings")}>
      <List size="sm">
        {of.warnings.map((one, index) => (
          <List.Item key={index}>
            {one.prosecutor_id && <><PersonName id={one.prosecutor_id} />: </>}
            {t(`warning.${one.code}`)}
            {one.hearing_id && <Text span size="sm"> · <Link to={`/calendar/hearings/${one.hearing_id}`}>{t("open_hearing")}</Link></Text>}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
