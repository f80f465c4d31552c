/** A hearing's facts: cases, time, court, what came of it, and the hearings before and after it. */
import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { Facts } from "@/parts/Facts";
import { CaseLink, CourtName, useCodes } from "@/parts/names";
import { useSaid } from "@/parts/said";
import { Instant, TimeSpan } from "@/parts/when";
import type { Hearing, PartProps } from ".";

/** The hour, or the place on the day's list. */
export function HearingTime({ of }: { of: Pick<Hearing, "is_untimed" | "list_number" | "starts_at" | "ends_at"> }) {
  const { t } = useTranslation("hearing");
  if (of.is_untimed) return <>{of.list_number ? t("on_list", { number: of.list_number }) : t("on_list_unnumbered")}</>;
  return <TimeSpan from={of.starts_at} to={of.ends_at} />;
}

export function About({ of }: PartProps) {
  const { t } = useTranslation(["hearing", "fields"]);
  const title = useCodes();
  const { say } = useSaid();
  return (
    <Stack gap="xs">
      <Facts
        of={{ ...of, vacated_because: say(of.vacated_because) }}
        show={["held_until", "asked_by", "override", "vacated_because", "note"]}
        extra={
          <>
            <Row name={t("case")}><CaseLink id={of.case_id} /></Row>
            {of.joined_case_ids.length > 0 && (
              <Row name={t("joined")}>{of.joined_case_ids.map((id) => <span key={id}><CaseLink id={id} /> </span>)}</Row>
            )}
            <Row name={t("time")}><Instant at={of.starts_at} />{of.is_untimed && <> · <HearingTime of={of} /></>}</Row>
            <Row name={t("fields:court_id")}><CourtName id={of.court_id} /> · <RoomName court={of.court_id} id={of.room_id} /></Row>
            <Row name={t("fields:purpose")}>
              {title("purpose", of.purpose)} <AsWritten words={of.purpose_as_written} />
            </Row>
            {of.result && <Row name={t("fields:result")}>{title("result", of.result)}</Row>}
            {of.cause && <Row name={t("fields:cause")}>{title("cause", of.cause)} <AsWritten words={of.cause_as_written} /></Row>}
          </>
        }
      />
      <Near of={of} />
    </Stack>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">{name}</Text>
      <Text component="dd" size="sm" m={0}>{children}</Text>
    </div>
  );
}

function AsWritten({ words }: { words: string | null }) {
  const { t } = useTranslation("hearing");
  return words ? <Text span size="sm" c="dimmed">({t("as_written", { words })})</Text> : null;
}

export function RoomName({ court, id }: { court: string; id: string }) {
  const { t } = useTranslation("fields");
  const asked = api.useQuery("get", "/api/courts/{court_id}", { params: { path: { court_id: court } } }, { staleTime: 3_600_000 });
  const room = asked.data?.rooms.find((one) => one.id === id);
  return <>{t("room_id")} <bdi>{room?.name ?? "–"}</bdi></>;
}

const NEAR = ["previous_hearing_id", "next_hearing_id", "merged_into_id"] as const;

function Near({ of }: PartProps) {
  const { t } = useTranslation("hearing");
  return (
    <>
      {NEAR.map((name) => of[name] && (
        <Text key={name} size="sm"><Link to={`/calendar/hearings/${of[name]}`}>{t(`near.${name}`)}</Link></Text>
      ))}
      {of.sitting_id && <Text size="sm"><Link to={`/calendar/sittings/${of.sitting_id}`}>{t("near.sitting")}</Link></Text>}
    </>
  );
}
