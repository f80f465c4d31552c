/** Events that a part of the system could not take in: which, since when, about what, why; and trying them again. */
import type { components } from "@made/api";
import { Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { CourtName, PersonName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";
import { CaseInSight, Silent, usePart } from "./watched";

type Parked = components["schemas"]["GatheredParkedEvent"];

export default function Events() {
  const { t } = useTranslation("watching");
  const asked = api.useQuery("get", "/api/parked-events", {}, { refetchInterval: 30_000 });
  return (
    <Page title={t("events.title")} under={t("events.help")}>
      <Read from={asked}>
        {({ items, more, silent }) => (
          <Stack>
            <Silent parts={silent} />
            {items.length === 0 && silent.length === 0 && <Text role="status">{t("events.none")}</Text>}
            <AllAgain items={items} />
            {items.map((event) => <Event key={`${event.service} ${event.id}`} event={event} />)}
            {more && <Text c="dimmed">{t("events.more")}</Text>}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

/** Where one cause has parked many, nobody tries them one by one. */
function AllAgain({ items }: { items: Parked[] }) {
  const { t } = useTranslation("watching");
  const called = usePart();
  const services = [...new Set(items.map(({ service }) => service))];
  const many = services.filter((service) => items.filter((one) => one.service === service).length > 1);
  return (
    <Group gap="xs">
      {many.map((service) => (
        <ProcedureButton key={service} operation="replay_events" params={{ service }} given={{ number: null }} label={t("events.again_all", { part: called(service) })} />
      ))}
    </Group>
  );
}

function Event({ event }: { event: Parked }) {
  const { t, i18n } = useTranslation(["watching", "actions"]);
  const called = usePart();
  const isAction = i18n.exists(event.event_type, { ns: "actions" });
  return (
    <Card withBorder component="article">
      <Title order={2} size="h5">{isAction ? t(`actions:${event.event_type}`) : t(`event.${event.event_type}`)}</Title>
      <Text size="sm">
        {t("events.could_not", { part: called(event.service) })} · {t("events.tries", { count: event.attempts })} · {t("events.since")} <Instant at={event.parked_at} />
      </Text>
      <About ids={event.about} />
      <details>
        <summary>{t("events.for_mending")}</summary>
        <dl className="facts">
          <Mending name={t("events.why")} says={event.reason} />
          <Mending name={t("events.handler")} says={event.handler} />
          <Mending name={t("events.event")} says={event.event_id} />
        </dl>
      </details>
      <Group mt="xs">
        <ProcedureButton operation="replay_events" params={{ service: event.service }} given={{ number: event.id }} button={{ size: "compact-sm" }} />
      </Group>
    </Card>
  );
}

function Mending({ name, says }: { name: string; says: string }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">{name}</Text>
      <Text component="dd" size="sm" m={0} lang="en" dir="ltr" style={{ overflowWrap: "anywhere" }}>{says}</Text>
    </div>
  );
}

/** The things that an event is about, as far as they have a name. */
function About({ ids }: { ids: Record<string, string> }) {
  const { case_id, court_id, prosecutor_id, account_id } = ids;
  const person = prosecutor_id ?? account_id;
  const { may } = useSession();
  const seesCase = !!case_id && may("cases.read");
  if (!seesCase && !court_id && !person) return null;
  return (
    <Group gap="md">
      {seesCase && <CaseInSight id={case_id} />}
      {court_id && <CourtName id={court_id} />}
      {person && <PersonName id={person} />}
    </Group>
  );
}
