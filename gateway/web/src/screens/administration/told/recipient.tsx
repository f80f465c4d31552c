/** One recipient: where, in which language and by which ways, and what was written to them. */
import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Instant } from "@/parts/when";
import { MessageRows } from "./messages";
import { RecipientName, type Recipient, WaysOf } from "./recipients";

const SHOWN = ["kind", "district", "reference", "phone", "email", "language", "by_sms", "by_email", "by_invitation", "is_active"];
const CHANGEABLE = ["district", "reference", "name", "email", "language", "by_sms", "by_email", "by_invitation", "is_active"] as const;

export default function OneRecipient() {
  const { t } = useTranslation("watching");
  const { recipientId = "" } = useParams();
  const { may } = useSession();
  const asked = api.useQuery("get", "/api/recipients/{recipient_id}", { params: { path: { recipient_id: recipientId } } });
  return (
    <Page
      title={t("subject.recipient")}
      under={<Anchor component={Link} to="/administration/recipients">{t("people.back")}</Anchor>}
      actions={asked.data && <Change of={asked.data} />}
    >
      <Read from={asked} rows={8}>
        {(recipient) => (
          <Stack>
            <Title order={2} size="h4"><RecipientName of={recipient} /></Title>
            <Text>{t("people.ways")}: <WaysOf of={recipient} /></Text>
            <Facts of={recipient} show={SHOWN} />
            {recipient.phone_typed && recipient.phone_typed !== recipient.phone && <Text size="sm" c="dimmed">{t("people.typed", { phone: recipient.phone_typed })}</Text>}
            <Text size="sm" c="dimmed">
              {t("people.registered")}: <Instant at={recipient.registered_at} /> · {t("people.changed")}: <Instant at={recipient.changed_at} />
            </Text>
            {may("notifications.messages") && (
              <section>
                <Title order={2} size="h5">{t("people.their_messages")}</Title>
                <MessageRows of={{ recipient_id: recipient.id }} />
              </section>
            )}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Change({ of }: { of: Recipient }) {
  const known = Object.fromEntries([...CHANGEABLE.map((name) => [name, of[name] ?? undefined]), ["phone", of.phone_typed ?? of.phone ?? undefined]]);
  return <ProcedureButton operation="change_recipient" params={{ recipient_id: of.id }} version={of.version} known={known} button={{ variant: "filled" }} />;
}
