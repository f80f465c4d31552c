/** Money that moved, and the papers of banks and of the Financial Monitoring Unit. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Amount } from "@/parts/Amount";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { useEntityName, type FinancingProps, type View } from "./parts";

export function Money({ of, financing }: FinancingProps) {
  const { t } = useTranslation(["financing", "choices", "fields"]);
  const nameOf = useEntityName(of.id);
  if (financing.transfers.length === 0) return <Text size="sm" c="dimmed">{t("no_transfers")}</Text>;
  return (
    <Rows
      label={t("transfers")}
      rows={financing.transfers}
      keyOf={(row) => row.id}
      columns={[
        { key: "made_on", title: t("fields:made_on"), cell: (row) => <Day on={row.made_on} /> },
        { key: "amount", title: t("fields:amount"), cell: (row) => <Amount of={row.amount} currency={row.currency} /> },
        { key: "from", title: t("fields:from_entity_id"), cell: (row) => <bdi>{nameOf(row.from_entity_id) ?? t("not_known")}</bdi> },
        { key: "to", title: t("fields:to_entity_id"), cell: (row) => <bdi>{nameOf(row.to_entity_id) ?? t("not_known")}</bdi> },
        { key: "channel", title: t("fields:channel"), cell: (row) => t(`choices:${row.channel}`) },
        { key: "note", title: t("fields:note"), cell: (row) => <bdi>{row.note ?? "–"}</bdi> },
      ]}
    />
  );
}

export function References({ financing }: { financing: View }) {
  const { t } = useTranslation(["financing", "choices", "fields"]);
  if (financing.references.length === 0) return <Text size="sm" c="dimmed">{t("no_references")}</Text>;
  return (
    <Rows
      label={t("references")}
      rows={financing.references}
      keyOf={(row) => row.id}
      columns={[
        { key: "reference", title: t("fields:reference"), cell: (row) => <bdi>{row.reference}</bdi> },
        { key: "kind", title: t("fields:kind"), cell: (row) => t(`choices:${row.kind}`) },
        { key: "dated_on", title: t("fields:dated_on"), cell: (row) => <Day on={row.dated_on} /> },
        { key: "note", title: t("fields:note"), cell: (row) => <bdi>{row.note ?? "–"}</bdi> },
      ]}
    />
  );
}
