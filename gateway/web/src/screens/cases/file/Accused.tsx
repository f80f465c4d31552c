/** Each of the accused: custody, charges, the opinion, bail, remand, plea, verdict, and the steps about this person. */
import { Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Facts } from "@/parts/Facts";
import { sectionLabel } from "@/parts/names";
import { MoreSteps } from "@/parts/MoreSteps";
import { LawSource, Sentence } from "@/parts/Sentence";
import { Day } from "@/parts/when";
import type { Case, PartProps } from ".";
import { useMayAct } from "./Law";
import { Profession } from "./Profession";
import { Absconding, useAbsconder } from "./Absconding";

type Person = components["schemas"]["AccusedView"];
type Named = components["schemas"]["PersonRow"];
type OnTrial = components["schemas"]["TrialAccusedView"];

export function Accused({ of }: PartProps) {
  const { t } = useTranslation(["file", "choices"]);
  const trial = api.useQuery("get", "/api/cases/{case_id}/trial", { params: { path: { case_id: of.id } } });
  const people = api.useQuery("get", "/api/cases/{case_id}/persons", { params: { path: { case_id: of.id }, query: { limit: 200 } } });
  return (
    <Stack gap="md">
      {of.accused.length === 0 && <Text c="dimmed">{t("no_accused")}</Text>}
      {of.accused.map((person) => (
        <One key={person.id} of={of} person={person} onTrial={trial.data?.accused.find((one) => one.id === person.id)} named={people.data && (people.data.items.find((one) => one.accused_id === person.id) ?? null)} />
      ))}
      <Group className="no-print">
        <ProcedureButton operation="add_accused" params={{ case_id: of.id }} version={of.version} />
      </Group>
    </Stack>
  );
}

/** A sentence without what the court did not impose. */
function sentenced(charge: object): object {
  const { is_life: isLife, is_death: isDeath } = charge as Partial<OnTrial["charges"][number]>;
  return { ...charge, is_life: isLife || null, is_death: isDeath || null };
}

interface OneProps {
  of: Case;
  person: Person;
  onTrial: OnTrial | undefined;
  /** Who it is, as the file's people have it; null when nobody entered the name, nothing as long as that is not known. */
  named: Named | null | undefined;
}

function One({ of, person, onTrial, named }: OneProps) {
  const { t } = useTranslation(["file", "choices"]);
  const params = { case_id: of.id, accused_id: person.id };
  const about = { params, version: of.version };
  const absconder = useAbsconder(of.id, person.id);
  const mayAct = useMayAct();
  // What is pleaded and judged is what the accused is charged with.
  const charged = person.charges.map(({ act, section }) => ({ act, section }));
  return (
    <Card withBorder component="article" bg="gray.0" aria-labelledby={`accused-${person.id}`}>
      <Group gap="xs">
        <Title order={3} size="h5" id={`accused-${person.id}`}>
          {t("accused_number", { number: person.number })} <bdi>{person.initials}</bdi>
          {named && named.label !== person.initials && <> · <bdi>{named.label}</bdi></>}
        </Title>
        {person.custody && (
          <Badge color={person.custody.state === "on_bail" || person.custody.state === "at_large" ? "amber.9" : "ink"}>
            {t(`choices:${person.custody.state}`)}
          </Badge>
        )}
        {person.is_juvenile && <Badge color="grape.9" variant="outline">{t("juvenile")}</Badge>}
        {person.result && <Badge color="gray.8">{t(`choices:${person.result.verdict}`)}</Badge>}
      </Group>
      <Text size="sm" c={person.custody ? undefined : "dimmed"}>
        {person.custody ? <>{t("since")} <Day on={person.custody.since_on} /></> : t("custody_not_recorded")}
      </Text>
      {named === null && (
        <Group gap="xs" className="no-print">
          <Text size="sm" c="dimmed">{t("name_not_entered")}</Text>
          <ProcedureButton
            operation="add_person"
            params={{ case_id: of.id }}
            version={of.version}
            given={{ kind: "accused", accused_id: person.id }}
            known={{ gender: person.gender }}
            label={t("enter_name")}
            about={t("accused_number", { number: person.number }) + ` \u2068${person.initials}\u2069`}
            button={{ size: "compact-sm" }}
          />
        </Group>
      )}
      <Facts of={person} show={["role", "gender"]} extra={person.profession && <Profession code={person.profession} />} />
      {(onTrial?.charges ?? person.charges).length > 0 && (
        <>
          <Text fw={600} size="sm" mt="xs">{t("charges")}</Text>
          {(onTrial?.charges ?? person.charges).map((charge) => (
            <div key={`${charge.act} ${charge.section}`}>
              <Text size="sm"><bdi dir="ltr">{sectionLabel(charge)}</bdi></Text>
              <Facts of={sentenced(charge)} show={["framed_on", "plea", "pleaded_on", "verdict", "decided_on", "imprisonment_months", "fine", "is_life", "is_death"]} />
            </div>
          ))}
        </>
      )}
      {person.result && (
        <>
          <Text fw={600} size="sm" mt="xs">{t("result_of_accused")}</Text>
          <Facts of={person.result} show={["verdict", "decided_on", "sentence", "imprisonment_months", "fine"]} />
        </>
      )}
      {person.opinion && (
        <>
          <Text fw={600} size="sm" mt="xs">{t("opinion")}</Text>
          <Facts of={person.opinion} show={["opinion", "evidential_test", "public_interest_test", "given_by", "given_on", "reasons"]} />
        </>
      )}
      {onTrial?.bail.map((bail) => (
        <div key={bail.id}>
          <Text fw={600} size="sm" mt="xs">{t("bail")}</Text>
          <Facts of={bail} show={["kind", "state", "application_number", "applied_on", "court_id", "decided_on", "surety_amount", "surety_count", "conditions", "reasons", "cancelled_on", "cancelled_why"]} />
          <Group gap="xs" className="no-print" mt={4}>
            {bail.decided_on === null && <ProcedureButton operation="decide_bail" params={{ case_id: of.id, bail_id: bail.id }} version={of.version} />}
            {bail.state === "granted" && <ProcedureButton operation="cancel_bail" params={{ case_id: of.id, bail_id: bail.id }} version={of.version} />}
          </Group>
        </div>
      ))}
      {onTrial?.remands.map((remand) => (
        <div key={remand.id}>
          <Group gap="xs" mt="xs">
            <Text fw={600} size="sm">{t("remand")}</Text>
            {remand.is_withdrawn && <Badge color="gray.7">{t("taken_back")}</Badge>}
          </Group>
          <Facts of={{ ...remand, taken_back_why: remand.superseded_why }} show={["kind", "ordered_on", "from_on", "until_on", "reasons", "beyond_why", "taken_back_why"]} />
          {!remand.is_withdrawn && (
            <div className="no-print">
              <ProcedureButton operation="withdraw_remand" params={{ case_id: of.id, remand_id: remand.id }} version={of.version} button={{ size: "compact-sm", variant: "subtle" }} />
            </div>
          )}
        </div>
      ))}
      {onTrial?.law_of_bail.map((note) => (
        <Text key={note.code} size="sm" c="dimmed" dir="auto">
          <Sentence says={note.says} /> (<LawSource of={note.source} />)
        </Text>
      ))}
      {absconder && <Absconding of={of} found={absconder} />}
      <Group gap="xs" mt="sm" className="no-print">
        <ProcedureButton operation="change_custody" {...about} known={{ state: person.custody?.state }} label={person.custody ? undefined : t("record_custody")} />
        <ProcedureButton operation="order_remand" {...about} />
        <ProcedureButton operation="apply_for_bail" {...about} />
        <ProcedureButton operation="set_charges" {...about} known={{ charges: person.charges }} />
        <ProcedureButton operation="record_verdicts" {...about} known={{ verdicts: charged }} />
      </Group>
      <MoreSteps>
        <ProcedureButton operation="record_plea" {...about} known={{ pleas: charged }} />
        <ProcedureButton operation="record_result" {...about} />
        <ProcedureButton operation="propose_withdrawal" {...about} />
        {mayAct("report_acquittal", null, of.is_terrorism) && <ProcedureButton operation="report_acquittal" {...about} />}
        <ProcedureButton operation="recommend_appeal" {...about} />
        <ProcedureButton operation="enter_appeal" {...about} />
        <ProcedureButton operation="enter_victim_appeal" {...about} />
        {!absconder && <ProcedureButton operation="record_absconder_step" {...about} />}
        <ProcedureButton operation="note_profession" {...about} known={{ profession: person.profession ?? undefined }} />
      </MoreSteps>
    </Card>
  );
}
