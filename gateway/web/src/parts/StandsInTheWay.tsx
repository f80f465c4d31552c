/** What stands on days that were just closed, or with a prosecutor who was just posted elsewhere: hearings that need somebody's hand. */
import { Alert, List } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { CaseLink, CourtName } from "./names";
import { isWithin, type Standing, type TakenBack } from "./takenBack";
import { Instant } from "./when";

const SHOWN = 20;

interface Answer { hearings_in_the_way?: string[]; warnings?: { code: string; detail: string }[] }

interface Noted { note: ReactNode; onDone: (answer: unknown) => void; onTakenBack: (back: TakenBack) => void }

/** Keep what a step answered until the next one, or until it is taken back: the note for the page, and what buttons tell it. */
export function useInTheWay(): Noted {
  const queries = useQueryClient();
  const [answer, setAnswer] = useState<Answer>();
  const onTakenBack = (back: TakenBack) => {
    const stays = (id: string) => {
      const hearing = queries.getQueryData<Standing>(askHearing(id).queryKey);
      return !hearing || !isWithin(hearing, back);
    };
    setAnswer((known) => known && { hearings_in_the_way: (known.hearings_in_the_way ?? []).filter(stays) });
  };
  return { note: answer && <StandsInTheWay of={answer} />, onDone: (found) => setAnswer((found ?? undefined) as Answer | undefined), onTakenBack };
}

function askHearing(id: string) {
  return api.queryOptions("get", "/api/hearings/{hearing_id}", { params: { path: { hearing_id: id } } });
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
  const asked = useQuery(askHearing(id));
  if (!asked.data) return <>…</>;
  return (
    <>
      <Link to={`/calendar/hearings/${id}`}><Instant at={asked.data.starts_at} /></Link> · <CourtName id={asked.data.court_id} /> · <CaseLink id={asked.data.case_id} />
    </>
  );
}
