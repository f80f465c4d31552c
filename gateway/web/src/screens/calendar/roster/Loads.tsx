/** Everybody's work in the days of a plan, now and with it. */
import { Card, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PersonName } from "@/parts/names";
import { Rows } from "@/parts/Rows";
import type { Change, Load } from "./loads";

export function Loads({ of }: { of: Change[] }) {
  const { t } = useTranslation("roster");
  if (of.length === 0) return null;
  return (
    <Card withBorder component="section" aria-label={t("loads")}>
      <Title order={2} size="h4">{t("loads")}</Title>
      <Text size="sm" c="dimmed" mb="xs">{t("loads_help")}</Text>
      <Rows
        label={t("loads")}
        rows={of}
        keyOf={(one) => one.id}
        columns={[
          { key: "who", title: t("prosecutor"), cell: (one) => <PersonName id={one.id} /> },
          { key: "now", title: t("now"), cell: (one) => <Amount of={one.now} /> },
          { key: "then", title: t("then"), cell: (one) => <Amount of={one.then} /> },
          { key: "difference", title: t("difference"), cell: (one) => <Difference by={one.then.hearings - one.now.hearings} /> },
        ]}
      />
    </Card>
  );
}

function Amount({ of }: { of: Load }) {
  const { t } = useTranslation("roster");
  return <span className="number">{t("load", { count: of.hearings, hours: Math.round(of.minutes / 6) / 10 })}</span>;
}

function Difference({ by }: { by: number }) {
  return <bdi className="number" dir="ltr">{by > 0 ? `+${by}` : by === 0 ? "0" : `−${-by}`}</bdi>;
}
