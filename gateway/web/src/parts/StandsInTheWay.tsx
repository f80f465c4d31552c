/** What stands on days that were just closed, or with a prosecutor who was just posted elsewhere: hearings that need somebody's hand. */
import { Alert, List } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { CaseLink, CourtName } from "./names";
import { Instant } from "./when";

const SHOWN = 20;

interface Answer { hearings_in_the_way?: string[]; warnings?: { code: string; detail: string }[] }

/** Keep what a step answered until the next one: the note for the page, and what a button tells it. */
export function useInTheWay(): { note: ReactNode; onDone: (answer: unknown) => void } {
  const [answer, setAnswer] = useState<Answer>();
  return { note: answer && <StandsInTheWay of={answer} />, onDone: (found) => setAnswer((found ?? undefined) as Answer | undefined) };
}

function StandsInTheWay({ of }: { of: Answer }) {
  const { t, i18n } = useTranslation(["common", "problems"]);
  const { hearings_in_the_way: ids = [], warnings = [] } = of;
  if (ids.length === 0 && warnings.length === 0) return null;
  return (
    <Alert color="amber" variant="light" role="status" title={ids.length > 0 ? t("in_the_way", { count: ids.length }) : undefined}>
      {warnings.map(({ code, detail }) => <div key={code} dir="auto">{i18n.exists(code, { ns: "problems" }) ? t(`problems:${code}`) : detail}</div>)}
      {ids.length > 0 && (
        <List size="sm">
          {ids.slice(0, SHOWN).map((id) => <List.Item key={id}><Hearing id={id} /></List.Item>)}
        </List>
      )}
      {ids.length > SHOWN && t("and_more", { count: ids.length - SHOWN })}
    </Alert>
  );
}

function Hearing({ id }: { id: string }) {
  const asked = api.useQuery("get", "/api/hearings/{hearing_id}", { params: { path: { hearing_id: id } } });
  if (!asked.data) return <>…</>;
  return (
    <>
      <Link to={`/calendar/hearings/${id}`}><Instant at={asked.data.starts_at} /></Link> · <CourtName id={asked.data.court_id} /> · <CaseLink id={asked.data.case_id} />
    </>
  );
}
