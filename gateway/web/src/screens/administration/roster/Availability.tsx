/** When a prosecutor can stand: each of the next two weeks' days with what is taken and when they do not work; never by what. */
import { Badge, Card, Group, Text, Title } from "@mantine/core";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { DayFilter } from "@/parts/DayInput";
import { useCodes } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day, instantOf, today } from "@/parts/when";
import { daysOf, isWhole, type Span } from "./availability";

const DAYS = 14;

export function Availability({ prosecutorId }: { prosecutorId: string }) {
  const { t } = useTranslation("postings");
  const [from, setFrom] = useState(today());
  const to = dayjs(from).add(DAYS - 1, "day").format("YYYY-MM-DD");
  const path = { prosecutor_id: prosecutorId };
  const title = useCodes();
  const asked = api.useQuery("get", "/api/roster/{prosecutor_id}/availability", { params: { path, query: { from, to } } });
  const busy = api.useQuery("get", "/api/roster/{prosecutor_id}/free-busy", { params: { path, query: { from: instantOf(from, "00:00"), to: instantOf(to, "23:59") } } });
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("availability")}</Title>
      <Text size="sm" c="dimmed">{t("availability_help")}</Text>
      <Group className="no-print">
        <DayFilter label={t("from")} value={from} onChange={(picked) => setFrom(picked || today())} />
      </Group>
      <Read from={asked}>
        {(found) => (
          <>
            <Text size="sm" mt="xs">
              {t("may_stand_in")}: {found.qualifications.length ? found.qualifications.map((one) => title("qualification", one)).join(t("common:comma")) : t("ordinary_only")}
            </Text>
            <Rows
              label={t("availability")}
              rows={daysOf(from, DAYS, { away: found.away, avoid: found.avoid, busy: busy.data?.items ?? [] })}
              keyOf={(row) => row.day}
              columns={[
                { key: "day", title: t("day"), cell: (row) => <Day on={row.day} /> },
                { key: "here", title: t("can_stand"), cell: (row) => (row.here.length ? <Spans of={row.here} /> : <Badge color="gray.7">{t("not_at_all")}</Badge>) },
                { key: "busy", title: t("taken"), cell: (row) => (row.busy.length ? <Spans of={row.busy} /> : "–") },
                { key: "avoid", title: t("avoids"), cell: (row) => (row.avoid.length ? <Badge color="amber.9" variant="outline">{t("asked_to_avoid")}</Badge> : "–") },
              ]}
            />
          </>
        )}
      </Read>
    </Card>
  );
}

function Spans({ of }: { of: Span[] }) {
  const { t } = useTranslation("postings");
  if (isWhole(of)) return <>{t("all_day")}</>;
  return of.map(([starts, ends]) => <div key={starts}><bdi className="number">{starts}–{ends}</bdi></div>);
}
