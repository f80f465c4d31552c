/** Who is told about the case and how, and the reminders of its hearings that are still to go out. */
import { Group, Select, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { useSession } from "@/app/session";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { MoreRows } from "@/parts/MoreRows";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import type { PartProps } from ".";

export default function Told({ of }: PartProps) {
  const { may } = useSession();
  return (
    <Stack gap="lg">
      {may("notifications.recipients") && <Recipients of={of} />}
      {may("notifications.messages") && <Reminders of={of} />}
    </Stack>
  );
}

function Recipients({ of }: PartProps) {
  const { t } = useTranslation(["told", "choices", "fields"]);
  const path = { case_id: of.id };
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/recipients", { params: { path, query: { limit: 100 } } }, PAGES);
  const told = rowsOf(asked.data);
  return (
    <Stack gap="xs">
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("nobody")}>
        {(pages) => (
          <Rows
            label={t("told")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.recipient_id}
            columns={[
              { key: "name", title: t("fields:name"), cell: (row) => <bdi>{row.name ?? t("no_name")}</bdi> },
              { key: "capacity", title: t("fields:capacity"), cell: (row) => t(`choices:${row.capacity}`) },
              { key: "how", title: t("how"), cell: (row) => <Ways hasPhone={row.has_phone} hasEmail={row.has_email} /> },
              { key: "language", title: t("fields:language"), cell: (row) => t(`choices:${row.language}`) },
              { key: "since", title: t("since"), cell: (row) => <Instant at={row.since} /> },
              {
                key: "steps",
                title: t("steps"),
                cell: (row) =>
                  // Prosecutors are told because they stand on the case; that ends by releasing them.
                  row.capacity === "prosecutor" ? <Text size="sm" c="dimmed">{t("by_standing")}</Text> : (
                    <ProcedureButton operation="unlink_case_recipient" params={{ ...path, recipient_id: row.recipient_id }} button={{ size: "compact-sm", variant: "subtle" }} />
                  ),
              },
            ]}
          />
        )}
      </Read>
      <MoreRows of={asked} />
      <Adding of={of} told={told.map((one) => one.recipient_id)} />
    </Stack>
  );
}

function Ways({ hasPhone, hasEmail }: { hasPhone: boolean; hasEmail: boolean }) {
  const { t } = useTranslation("told");
  const ways = [hasPhone && t("by_phone"), hasEmail && t("by_email")].filter(Boolean);
  return ways.length > 0 ? <>{ways.join(t("common:comma"))}</> : <Text span size="sm" c="var(--cmms-warning)">{t("cannot_be_reached")}</Text>;
}

/** First whom, among those who are registered; then in which capacity. */
function Adding({ of, told }: PartProps & { told: string[] }) {
  const { t } = useTranslation("told");
  const [chosen, setChosen] = useState<string | null>(null);
  const asked = api.useQuery("get", "/api/recipients", { params: { query: { kind: "person", limit: 200 } } });
  const options = (asked.data?.items ?? [])
    .filter((one) => one.is_active && !told.includes(one.id))
    .map((one) => ({ value: one.id, label: [one.name ?? t("no_name"), one.phone_typed ?? one.email].filter(Boolean).join(" · ") }));
  return (
    <Group align="flex-end" gap="xs" className="no-print">
      <Select
        label={t("tell_somebody")}
        description={t("tell_help")}
        placeholder={t("choose")}
        data={options}
        value={chosen}
        onChange={setChosen}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("clear") }}
        nothingFoundMessage={t("nobody_registered")}
        w="min(100%, 26rem)"
      />
      {chosen && <ProcedureButton key={chosen} operation="link_case_recipient" params={{ case_id: of.id, recipient_id: chosen }} onDone={() => setChosen(null)} button={{ variant: "filled" }} />}
    </Group>
  );
}

function Reminders({ of }: PartProps) {
  const { t } = useTranslation(["told", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/reminders", { params: { path: { case_id: of.id }, query: { limit: 50 } } }, PAGES);
  return (
    <div>
      <Title order={3} size="h5" mb={4}>{t("reminders")}</Title>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_reminders")}>
        {(pages) => (
          <Rows
            label={t("reminders")}
            rows={rowsOf(pages)}
            keyOf={(row) => `${row.hearing_id} ${row.tier} ${row.starts_at}`}
            columns={[
              { key: "starts", title: t("hearing"), cell: (row) => <Instant at={row.starts_at} /> },
              { key: "tier", title: t("how_long_before"), cell: (row) => t(`tier.${row.tier}`) },
              { key: "due", title: t("goes_out"), cell: (row) => <Instant at={row.due_at} /> },
              { key: "state", title: t("stands"), cell: (row) => t(`choices:${row.state}`) },
            ]}
          />
        )}
      </Read>
      <MoreRows of={asked} />
    </div>
  );
}
