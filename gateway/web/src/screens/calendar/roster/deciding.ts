/** Sending decisions on suggestions; what could not be done because something changed meanwhile is counted and told. */
import type { components } from "@made/api";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "@/api/client";
import { Problem } from "@/api/problems";
import { tell } from "@/app/tell";
import type { Suggestion } from "./loads";

type NewDecision = Pick<components["schemas"]["NewDecision"], "hearing_id" | "decision"> & { prosecutor_id?: string; reason?: string };
type Decided = components["schemas"]["DecidedView"];

/** As many as the service takes in one step. */
const AT_ONCE = 200;

export function useDeciding(planId: string) {
  const { t } = useTranslation("roster");
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [stale, setStale] = useState(0);

  const decide = async (decisions: NewDecision[]): Promise<Problem | undefined> => {
    setBusy(true);
    setProblem(undefined);
    setStale(0);
    try {
      const items: Suggestion[] = [];
      for (let at = 0; at < decisions.length; at += AT_ONCE) {
        const body = { decisions: decisions.slice(at, at + AT_ONCE) };
        items.push(...((await send("POST", `/api/roster-plans/${planId}/decisions`, body, { key: crypto.randomUUID() })) as Decided).items);
      }
      const done = items.filter(({ state }) => state === "accepted" || state === "changed").length;
      if (done > 0) tell(t("told_accepted", { count: done }));
      setStale(items.filter(({ state }) => state === "stale").length);
      return undefined;
    } catch (error) {
      const found = error instanceof Problem ? error : Problem.unreachable(false);
      setProblem(found);
      return found;
    } finally {
      setBusy(false);
      void queries.invalidateQueries();
    }
  };
  const accept = (chosen: Suggestion[]) => decide(chosen.map(({ id }) => ({ hearing_id: id, decision: "accept" as const })));
  return { decide, accept, isBusy, problem, stale };
}
