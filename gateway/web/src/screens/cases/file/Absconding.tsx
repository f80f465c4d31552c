/** Proceeding against an accused who hides: which of the steps was taken, when, by which order, and what is still to come. */
import { List, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { Day } from "@/parts/when";
import type { Case } from ".";

type Step = components["schemas"]["NewAbsconderStep"]["step"];

/** In the order of the Code: ss.75, 87, 88 and 512 CrPC. */
const WAY: Step[] = ["warrant_issued", "proclamation_published", "property_attached", "declared_absconder", "evidence_recorded", "perpetual_warrant_issued"];

/** What is recorded of somebody who hides; nothing of an accused who does not. */
export function useAbsconder(caseId: string, accusedId: string): components["schemas"]["AbsconderView"] | undefined {
  const asked = api.useQuery("get", "/api/cases/{case_id}/absconders", { params: { path: { case_id: caseId }, query: { limit: 200 } } });
  return asked.data?.items.find((one) => one.accused_id === accusedId);
}

export function Absconding({ of, found }: { of: Case; found: components["schemas"]["AbsconderView"] }) {
  const { t } = useTranslation(["file", "choices"]);
  const next = WAY.find((step) => !found.steps.some((one) => one.step === step));
  return (
    <div>
      <Text fw={600} size="sm" mt="xs">{t("absconding")}</Text>
      <Text size="sm">
        {t("absconds")} {t("since")} <Day on={found.since_on} />
      </Text>
      <List size="sm" type="ordered">
        {WAY.map((step) => {
          const taken = found.steps.find((one) => one.step === step);
          return (
            <List.Item key={step}>
              {t(`choices:${step}`)}: {taken ? <Day on={taken.taken_on} /> : <Text span size="sm" c="dimmed">{t("not_taken")}</Text>}
              {taken?.order_reference && <> · <bdi>{taken.order_reference}</bdi></>}
              {taken?.is_early && <Text size="sm" c="var(--cmms-warning)">{t("declared_early")}</Text>}
            </List.Item>
          );
        })}
      </List>
      <div className="no-print">
        <ProcedureButton operation="record_absconder_step" params={{ case_id: of.id, accused_id: found.accused_id }} version={of.version} known={{ step: next }} button={{ size: "compact-sm" }} />
      </div>
    </div>
  );
}
