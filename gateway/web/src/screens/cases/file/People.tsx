/** Complainant, victims, witnesses and officers; protected ones under their pseudonym. */
import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import type { PartProps } from ".";

const FLAGS = ["is_child", "is_vulnerable", "is_intimidated", "needs_interpreter", "is_custodian", "is_protected", "is_withheld"] as const;

export default function People({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices", "fields"]);
  const path = { case_id: of.id };
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/persons", { params: { path, query: { limit: 100 } } }, PAGES);
  const recusals = api.useQuery("get", "/api/cases/{case_id}/recusals", { params: { path, query: { limit: 100 } } });
  return (
    <Stack>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_people")}>
        {(pages) => (
          <Rows
            label={t("part.people")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "label", title: t("fields:name"), cell: (row) => <bdi>{row.label}</bdi> },
              { key: "kind", title: t("fields:kind"), cell: (row) => <>{t(`choices:${row.kind}`)}{row.witness_kind && <> · {t(`choices:${row.witness_kind}`)}</>}</> },
              {
                key: "flags",
                title: t("marks"),
                cell: (row) => (
                  <Group gap={4}>
                    {FLAGS.filter((flag) => row[flag]).map((flag) => (
                      <Badge key={flag} color="grape.9" variant="outline">{t(`fields:${flag}`)}</Badge>
                    ))}
                  </Group>
                ),
              },
              {
                key: "steps",
                title: t("steps"),
                cell: (row) => (
                  <Group gap={4} className="no-print">
                    <ProcedureButton operation="change_person" params={{ ...path, person_id: row.id }} version={row.version} known={row} button={{ size: "compact-sm" }} />
                    {!row.is_protected && row.witness_kind && (
                      <ProcedureButton operation="protect_witness" params={{ ...path, person_id: row.id }} version={row.version} button={{ size: "compact-sm" }} />
                    )}
                    {row.is_protected && (
                      <ProcedureButton operation="ask_opening" params={{ ...path, person_id: row.id }} version={row.version} button={{ size: "compact-sm" }} />
                    )}
                  </Group>
                ),
              },
            ]}
          />
        )}
      </Read>
      {recusals.data?.items.map((one) => (
        <div key={one.id}>
          <Text size="sm" fw={600}>{t("recused")}: <PersonName id={one.prosecutor_id} /></Text>
          <Facts of={one} show={["ground", "declared_on"]} />
          <ProcedureButton operation="withdraw_recusal" params={{ ...path, recusal_id: one.id }} version={of.version} />
        </div>
      ))}
      <Group className="no-print">
        <ProcedureButton operation="add_person" params={path} version={of.version} />
        <ProcedureButton operation="add_protected_witness" params={path} version={of.version} />
        <ProcedureButton operation="recuse_prosecutor" params={path} version={of.version} />
      </Group>
    </Stack>
  );
}
