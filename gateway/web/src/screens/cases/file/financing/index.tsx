/** The financing behind a case: its checklist, money that moved, references, orders on property, and the lists of the proscribed. */
import { Badge, Group, Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { Read } from "@/parts/Read";
import type { PartProps } from "..";
import { Checks } from "./Checks";
import { Matches } from "./Matches";
import { Money, References } from "./Money";
import { Orders } from "./Orders";

export default function Financing({ of }: PartProps) {
  const { t } = useTranslation("financing");
  const path = { case_id: of.id };
  const asked = api.useQuery("get", "/api/cases/{case_id}/financing", { params: { path } });
  return (
    <Read from={asked}>
      {(view) => (
        <Stack gap="lg">
          <div>
            <Group gap="xs" mb={4}>
              <Badge color={view.is_terror_financing ? "red.9" : "gray.7"}>
                {t(view.is_terror_financing === null ? "not_said" : view.is_terror_financing ? "is_financing" : "no_financing")}
              </Badge>
            </Group>
            <Facts of={view} show={["predicate", "opened_on", "note"]} />
            <div className="no-print">
              <ProcedureButton
                operation="set_financing"
                params={path}
                version={view.version}
                known={{ is_terror_financing: view.is_terror_financing ?? false, predicate: view.predicate, opened_on: view.opened_on, note: view.note }}
              />
            </div>
          </div>
          <Matches of={of} />
          <Checks of={of} financing={view} />
          <Block title={t("orders")} step={<ProcedureButton operation="add_property_order" params={path} version={view.version} />}>
            <Orders of={of} financing={view} />
          </Block>
          <Block title={t("transfers")} step={<ProcedureButton operation="add_transfer" params={path} version={view.version} />}>
            <Money of={of} financing={view} />
          </Block>
          <Block title={t("references")} step={<ProcedureButton operation="add_financing_reference" params={path} version={view.version} />}>
            <References financing={view} />
          </Block>
        </Stack>
      )}
    </Read>
  );
}

function Block({ title, step, children }: { title: string; step: ReactNode; children: ReactNode }) {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">{title}</Title>
      {children}
      <div className="no-print">{step}</div>
    </Stack>
  );
}
