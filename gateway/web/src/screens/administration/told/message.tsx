/** One message: its text, to whom, what became of it, each part's way and each try; and the steps that a person may take. */
import type { components } from "@made/api";
import { Anchor, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { CaseLink } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { Letter, Reason, Status } from "./says";

type Message = components["schemas"]["MessageView"];

export default function OneMessage() {
  const { t } = useTranslation(["watching", "choices"]);
  const { messageId = "" } = useParams();
  const asked = api.useQuery("get", "/api/messages/{message_id}", { params: { path: { message_id: messageId } } });
  return (
    <Page
      title={asked.data ? t(`choices:${asked.data.code}`) : t("messages.title")}
      under={<Anchor component={Link} to="/administration/messages">{t("messages.back")}</Anchor>}
      actions={asked.data && <Steps of={asked.data} />}
    >
      <Read from={asked} rows={8}>
        {(message) => (
          <Stack>
            <Standing of={message} />
            <Sent of={message} />
            <Parts of={message} />
            <History of={message} />
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Steps({ of }: { of: Message }) {
  const step = { params: { message_id: of.id }, version: of.version };
  return (
    <>
      {of.status === "unknown" && <ProcedureButton operation="settle_message" {...step} button={{ variant: "filled" }} />}
      {of.status === "queued" && <ProcedureButton operation="cancel_message" {...step} />}
    </>
  );
}

function Standing({ of }: { of: Message }) {
  const { t } = useTranslation(["watching", "choices"]);
  const { may } = useSession();
  const facts: [string, React.ReactNode][] = [
    [t("message.state"), <><Status of={of.status} /> {t("message.since")} <Instant at={of.status_at} /></>],
    ...(of.reason ? [[t("audit.why"), <Reason of={of.reason} />] as [string, React.ReactNode]] : []),
    [t("messages.way"), <>{t(`choices:${of.channel}`)}{of.language && <> · {t(`choices:${of.language}`)}</>}</>],
    ...(of.destination ? [[t("message.address"), <bdi dir="ltr">{of.destination}</bdi>] as [string, React.ReactNode]] : []),
    ...(of.case_id && may("cases.read") ? [[t("audit.case"), <CaseLink id={of.case_id} />] as [string, React.ReactNode]] : []),
    [t("messages.written"), <Instant at={of.written_at} />],
    [t("message.not_before"), <Instant at={of.not_before} />],
    [t("message.until"), <Instant at={of.expires_at} />],
    [t("message.tries"), <span className="number">{of.tries}</span>],
    ...(may("notifications.recipients") ? [[t("message.to"), <Anchor component={Link} to={`/administration/recipients/${of.recipient_id}`}>{t("message.its_recipient")}</Anchor>] as [string, React.ReactNode]] : []),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">{name}</Text>
          <Text component="dd" size="sm" m={0}>{value}</Text>
        </div>
      ))}
    </dl>
  );
}

function Sent({ of }: { of: Message }) {
  const { t } = useTranslation("watching");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h5">{t("message.text")}</Title>
      {of.body ? <Letter subject={of.subject} body={of.body} language={of.language} /> : <Text c="dimmed">{t("message.no_text")}</Text>}
      {of.template_id && (
        <Group>
          <Anchor component={Link} to={`/administration/templates/${of.template_id}`} size="sm">{t("message.made_from", { version: of.template_version })}</Anchor>
        </Group>
      )}
    </Card>
  );
}

function Parts({ of }: { of: Message }) {
  const { t } = useTranslation("watching");
  if (of.parts.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h5">{t("message.parts")}</Title>
      <Rows
        label={t("message.parts")}
        rows={of.parts}
        keyOf={({ id }) => id}
        columns={[
          { key: "number", title: t("message.part"), cell: ({ number, total }) => t("message.part_of", { number, total }) },
          { key: "status", title: t("message.state"), cell: ({ status }) => <Status of={status} /> },
          { key: "submitted", title: t("message.handed_over"), cell: ({ submitted_at }) => <Instant at={submitted_at} /> },
          { key: "settled", title: t("message.settled"), cell: ({ settled_at }) => <Instant at={settled_at} /> },
          { key: "reference", title: t("message.reference"), cell: ({ provider_reference }) => <bdi dir="ltr">{provider_reference ?? "–"}</bdi> },
        ]}
      />
    </section>
  );
}

/** Tries and answers in the order in which they came. */
function History({ of }: { of: Message }) {
  const { t } = useTranslation("watching");
  const tries = of.attempts.map((one) => ({ at: one.made_at, part: one.part, kind: "message.try", came: t(`outcome.${one.outcome}`), reason: one.reason }));
  const receipts = of.receipts.map((one) => ({ at: one.received_at, part: one.part, kind: "message.receipt", came: t(`receipt.${one.state}`), reason: /^0*$/.test(one.error ?? "") ? null : one.error }));
  const all = [...tries, ...receipts].sort((one, other) => one.at.localeCompare(other.at));
  return (
    <section>
      <Title order={2} size="h5">{t("message.history")}</Title>
      {all.length === 0 && <Text c="dimmed">{t("message.no_history")}</Text>}
      {all.length > 0 && (
        <Rows
          label={t("message.history")}
          rows={all}
          keyOf={({ at, kind, part }) => `${at} ${kind} ${part}`}
          columns={[
            { key: "at", title: t("audit.when"), cell: ({ at }) => <Instant at={at} /> },
            { key: "kind", title: t("message.happened"), cell: ({ kind, came }) => <>{t(kind)}: {came}</> },
            { key: "part", title: t("message.part"), cell: ({ part }) => <span className="number">{part ?? "–"}</span> },
            { key: "reason", title: t("audit.why"), cell: ({ reason }) => <Reason of={reason} /> },
          ]}
        />
      )}
    </section>
  );
}
