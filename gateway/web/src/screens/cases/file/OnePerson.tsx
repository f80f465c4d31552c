/** One person of the file: what is recorded, the protection and its measures, and the steps about this person. */
import { Group, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton, useMayDo } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { MoreSteps } from "@/parts/MoreSteps";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import type { Case } from ".";

type Person = components["schemas"]["PersonView"];

const SHOWN = [
  "name", "father_name", "cnic", "cnic_as_written", "phone", "address", "gender", "rank", "agency", "since_on", "until_on", "given_up_on", "added_at",
];

export function OnePerson({ of, personId }: { of: Case; personId: string }) {
  const { t } = useTranslation(["file", "protection"]);
  const params = { case_id: of.id, person_id: personId };
  const asked = api.useQuery("get", "/api/cases/{case_id}/persons/{person_id}", { params: { path: params } });
  return (
    <Read from={asked}>
      {(person) => (
        <Stack gap="xs" pt="xs" pb="md" ps="md">
          {person.is_withheld && !person.name && <Text size="sm" c="dimmed">{t("protection:name_withheld")}</Text>}
          <Facts of={{ ...person, gender: person.gender === "unknown" ? null : person.gender }} show={SHOWN} />
          {person.is_protected && <Protection of={of} person={person} />}
          <Group gap="xs" className="no-print">
            <ProcedureButton operation="change_person" params={params} version={person.version} known={person} />
            {!person.is_protected && person.witness_kind && <ProcedureButton operation="protect_witness" params={params} version={person.version} />}
          </Group>
        </Stack>
      )}
    </Read>
  );
}

/** Who may ask to open the identity, for those who name them: all are named anew at a time, so those who are stand in the form. */
function Openers({ params, version }: { params: { case_id: string; person_id: string }; version: number }) {
  const { t } = useTranslation("fields");
  const asked = api.useQuery("get", "/api/cases/{case_id}/persons/{person_id}/openers", { params: { path: params } }, { enabled: useMayDo()("name_openers") });
  if (!asked.data) return null;
  const { opener_ids } = asked.data;
  return (
    <>
      <Text size="sm">{t("opener_ids")}: {opener_ids.map((id, place) => <Fragment key={id}>{place > 0 && " · "}<PersonName id={id} /></Fragment>)}</Text>
      <ProcedureButton operation="name_openers" params={params} version={version} known={{ opener_ids }} />
    </>
  );
}

function Protection({ of, person }: { of: Case; person: Person }) {
  const { t } = useTranslation("protection");
  const params = { case_id: of.id, person_id: person.id };
  const { version } = person;
  const measures = person.protection?.measures;
  return (
    <>
      <Text fw={600} size="sm">{t("protection")}</Text>
      {person.protection && <Facts of={person.protection} show={["law", "order_reference", "ordered_on", "measures"]} />}
      <Text size="sm" c="dimmed">{t("identity_lies_in_vault")}</Text>
      <Group gap="xs" className="no-print">
        <ProcedureButton operation="ask_opening" params={params} version={version} />
        <ProcedureButton operation="set_measures" params={params} version={version} known={{ measures }} />
      </Group>
      <MoreSteps>
        <Openers params={params} version={version} />
        <ProcedureButton operation="ask_lifting" params={params} version={version} />
        <ProcedureButton operation="withhold_identity" params={params} version={version} />
      </MoreSteps>
    </>
  );
}
