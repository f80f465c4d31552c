/** Complainant, victims, witnesses and officers; protected ones under their pseudonym, each opened where one needs more. */
import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreRows } from "@/parts/MoreRows";
import { MoreSteps } from "@/parts/MoreSteps";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Investigation } from "./Investigation";
import { OnePerson } from "./OnePerson";
import { VaultRequests } from "./VaultRequests";
import type { Case, PartProps } from ".";

const FLAGS = ["is_child", "is_vulnerable", "is_intimidated", "needs_interpreter", "is_custodian", "is_protected", "is_withheld"] as const;

export default function People({ of }: PartProps) {
  const { t } = useTranslation(["file", "protection"]);
  const path = { case_id: of.id };
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/persons", { params: { path, query: { limit: 100 } } }, PAGES);
  return (
    <Stack>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_people")}>
        {(pages) => (
          <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: "none" }}>
            {rowsOf(pages).map((row) => <Row key={row.id} of={of} row={row} />)}
          </Stack>
        )}
      </Read>
      <MoreRows of={asked} />
      <Group gap="xs" className="no-print">
        <ProcedureButton operation="add_person" params={path} version={of.version} />
        <ProcedureButton operation="add_protected_witness" params={path} version={of.version} />
      </Group>
      <VaultRequests of={of} />
      <div>
        <Title order={3} size="h5" mb={4}>{t("investigating")}</Title>
        <Investigation of={of} />
      </div>
      <Recusals of={of} />
      <MoreSteps>
        <ProcedureButton operation="recuse_prosecutor" params={path} version={of.version} />
        <ProcedureButton operation="withhold_from_work" params={path} />
      </MoreSteps>
    </Stack>
  );
}

function Row({ of, row }: { of: Case; row: components["schemas"]["PersonRow"] }) {
  const { t } = useTranslation(["file", "choices", "fields"]);
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Text span fw={600}><span className="number">{row.number}.</span> <bdi>{row.label}</bdi></Text>
          <Text span size="sm">
            {" "}· {t(`choices:${row.kind}`)}
            {row.witness_kind && <> · {t(`choices:${row.witness_kind}`)}</>}
          </Text>{" "}
          {FLAGS.filter((flag) => row[flag]).map((flag) => (
            <Badge key={flag} color="grape.9" variant="outline" me={4}>{t(`fields:${flag}`)}</Badge>
          ))}
        </summary>
        {isOpen && <OnePerson of={of} personId={row.id} />}
      </details>
    </li>
  );
}

function Recusals({ of }: PartProps) {
  const { t } = useTranslation("file");
  const path = { case_id: of.id };
  const recusals = api.useQuery("get", "/api/cases/{case_id}/recusals", { params: { path, query: { limit: 100 } } });
  return recusals.data?.items.map((one) => (
    <div key={one.id}>
      <Text size="sm" fw={600}>{t("recused")}: <PersonName id={one.prosecutor_id} /></Text>
      <Facts of={one} show={["ground", "declared_on"]} />
      <ProcedureButton operation="withdraw_recusal" params={{ ...path, recusal_id: one.id }} version={of.version} button={{ size: "compact-sm", variant: "subtle" }} />
    </div>
  ));
}
