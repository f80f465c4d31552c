/** Whether the audit trails are whole: what the last verification of each found, and asking for one. */
import type { components } from "@made/api";
import { Alert, Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { Silent, usePart } from "./watched";

type Verified = components["schemas"]["ServiceVerification"];

const COLOURS: Record<string, string> = { sound: "ink.8", faulty: "red.9", failed: "red.9" };
const isUnderWay = ({ state }: Verified) => state === "waiting" || state === "running";

export function Verifications() {
  const { t } = useTranslation("watching");
  const asked = api.useQuery("get", "/api/audit-verifications", {}, {
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 3_000 : false),
  });
  return (
    <details className="no-print">
      <summary><Title order={2} size="h5" component="span">{t("verify.title")}</Title></summary>
      <Stack gap="sm" mt="xs">
        <Text size="sm" c="dimmed">{t("verify.help")}</Text>
        <Read from={asked} rows={6}>
          {({ items, silent }) => (
            <>
              <Silent parts={silent} />
              <Table items={items} />
              {items.filter(({ state }) => state === "faulty").map((one) => <Faults key={one.service} of={one} />)}
            </>
          )}
        </Read>
        <Group><ProcedureButton operation="verify_audit_trails" /></Group>
      </Stack>
    </details>
  );
}

function Table({ items }: { items: Verified[] }) {
  const { t } = useTranslation("watching");
  const called = usePart();
  return (
    <Rows
      label={t("verify.title")}
      rows={items}
      keyOf={({ service }) => service}
      columns={[
        { key: "of", title: t("verify.of"), cell: ({ service }) => called(service) },
        { key: "found", title: t("verify.found"), cell: ({ state }) => <Badge color={COLOURS[state] ?? "gray.8"}>{t(`verify.${state}`)}</Badge> },
        { key: "at", title: t("verify.at"), cell: ({ finished_at }) => <Instant at={finished_at} /> },
        { key: "counts", title: t("verify.counts"), cell: ({ entries, checkpoints }) => (entries === null ? "–" : t("verify.counted", { entries, checkpoints })) },
      ]}
    />
  );
}

function Faults({ of }: { of: Verified }) {
  const { t } = useTranslation("watching");
  const called = usePart();
  return (
    <Alert color="red" variant="light" role="alert" title={called(of.service)}>
      <Text size="sm">{t("verify.faults", { count: of.fault_count ?? 0 })}</Text>
      <ul lang="en" dir="ltr">
        {of.faults.map((fault) => <li key={fault}>{fault}</li>)}
      </ul>
    </Alert>
  );
}
