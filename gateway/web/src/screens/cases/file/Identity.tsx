/** Who a protected witness is: shown when asked for, for a short time, and kept nowhere - no cache, no device, no print. */
import { Alert, Button, Group, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, answer } from "@/api/client";
import { Problem } from "@/api/problems";
import { Facts } from "@/parts/Facts";
import { useProblemWords } from "@/parts/Trouble";

const SHOWN = ["name", "father_name", "cnic", "cnic_as_written", "phone", "address", "gender", "rank", "agency"];

export function Identity({ caseId, personId, until }: { caseId: string; personId: string; until: string }) {
  const { t } = useTranslation("protection");
  const describe = useProblemWords();
  const [shown, setShown] = useState<components["schemas"]["IdentityView"]>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  useHiding(shown !== undefined, until, () => setShown(undefined));
  const show = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      setShown(await answer(client.GET("/api/cases/{case_id}/persons/{person_id}/identity", { params: { path: { case_id: caseId, person_id: personId } }, cache: "no-store" })));
    } catch (error) {
      setProblem(error instanceof Problem ? error : Problem.unreachable(false));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="no-print">
      <Text size="sm" c="dimmed">{t("look_is_recorded")}</Text>
      {problem && <Alert color="red" variant="light" role="alert">{describe(problem)}</Alert>}
      <div aria-live="polite">
        {shown && <Alert color="grape" variant="light" title={shown.pseudonym}><Facts of={{ ...shown, gender: shown.gender === "unknown" ? null : shown.gender }} show={SHOWN} /></Alert>}
      </div>
      <Group mt="xs">
        {shown ? (
          <Button size="compact-sm" variant="default" onClick={() => setShown(undefined)}>{t("hide_identity")}</Button>
        ) : (
          <Button size="compact-sm" color="grape.9" loading={isBusy} onClick={() => void show()}>{t("show_identity")}</Button>
        )}
      </Group>
    </div>
  );
}

/** Take it away when the approval ends, and as soon as the page is out of sight. */
function useHiding(isShown: boolean, until: string, hide: () => void): void {
  useEffect(() => {
    if (!isShown) return undefined;
    const timer = setTimeout(hide, Math.max(0, Date.parse(until) - Date.now()));
    const look = () => document.hidden && hide();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [isShown, until]); // eslint-disable-line -- hiding is the same whenever it happens
}
