/** Accepting what is open, as much as goes in one step: what came of it and what is left is said, and one goes on. */
import { Alert } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProcedureButton } from "@/forms/ProcedureButton";

type Decided = components["schemas"]["DecidedView"];

/** As many as the service takes in one step. */
const AT_ONCE = 200;

export function AcceptAll({ of }: { of: components["schemas"]["PlanView"] }) {
  const { t } = useTranslation("roster");
  const [decided, setDecided] = useState<Decided>();
  const open = Number(of.suggestions.open ?? 0);
  return (
    <>
      {decided && <Came of={decided} />}
      {open > 0 && (
        <div className="no-print">
          <ProcedureButton
            operation="accept_roster_plan"
            params={{ plan_id: of.id }}
            version={of.version}
            label={open > AT_ONCE ? t("accept_next", { count: AT_ONCE, all: open }) : undefined}
            onDone={(answer) => setDecided(answer as Decided | undefined)}
          />
        </div>
      )}
    </>
  );
}

function Came({ of }: { of: Decided }) {
  const { t } = useTranslation("roster");
  const stale = of.items.filter(({ state }) => state === "stale").length;
  return (
    <Alert color={stale > 0 ? "yellow" : "ink"} variant="light" role="status">
      <div>{t("told_accepted", { count: of.items.length - stale })}</div>
      {stale > 0 && <div>{t("told_stale", { count: stale })}</div>}
      <div>{of.open > 0 ? t("left_open", { count: of.open }) : t("all_decided")}</div>
    </Alert>
  );
}
