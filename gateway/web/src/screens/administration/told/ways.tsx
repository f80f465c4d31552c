/** How the ways to people are doing: when each was last taken, delivered, failed; and whether anything is in doubt. */
import { Alert, Anchor, Card, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { Instant } from "@/parts/when";

type Channel = "sms" | "email";
type Shown = "sent" | "delivered" | "failed";

function useLast(channel: Channel, status: Shown) {
  const asked = api.useQuery("get", "/api/messages", { params: { query: { channel, status, limit: 1 } } });
  return asked.data && (asked.data.items[0]?.status_at ?? "never");
}

export function Ways() {
  const { t } = useTranslation("watching");
  const doubt = api.useQuery("get", "/api/messages", { params: { query: { status: "unknown", limit: 1 } } });
  return (
    <section aria-label={t("ways.title")}>
      {(doubt.data?.items.length ?? 0) > 0 && (
        <Alert color="amber" variant="light" role="status" mb="sm">
          {t("ways.in_doubt")} <Anchor component={Link} to="/administration/messages?status=unknown">{t("ways.show_doubt")}</Anchor>
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Way channel="sms" />
        <Way channel="email" />
      </SimpleGrid>
    </section>
  );
}

function Way({ channel }: { channel: Channel }) {
  const { t } = useTranslation(["watching", "choices"]);
  const taken = useLast(channel, "sent");
  const delivered = useLast(channel, "delivered");
  const failed = useLast(channel, "failed");
  return (
    <Card withBorder>
      <Title order={2} size="h5">{t(`choices:${channel}`)}</Title>
      <Last says={t("ways.took")} at={later(taken, delivered)} />
      <Last says={t("ways.delivered")} at={delivered} />
      <Last says={t("ways.failed")} at={failed} />
    </Card>
  );
}

/** What was delivered was taken before, though it stands among those that are taken no more. */
function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return undefined;
  if (one === "never" || other === "never") return one === "never" ? other : one;
  return one > other ? one : other;
}

function Last({ says, at }: { says: string; at: string | undefined }) {
  const { t } = useTranslation("watching");
  return <Text size="sm">{says}: {at === undefined ? "…" : at === "never" ? t("ways.never") : <Instant at={at} />}</Text>;
}
