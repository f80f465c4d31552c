/** The way a report leaves the screen: printed, or made as PDF or XLSX and saved as soon as the worker has it. */
import { Button, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { answer, client, send } from "@/api/client";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { useMayDo } from "@/forms/ProcedureButton";
import { saveFile } from "@/parts/saving";
import { Trouble } from "@/parts/Trouble";

export type Form = "pdf" | "xlsx" | "json";

export async function fetchReport(report_id: string, form: Form): Promise<void> {
  saveFile(await answer(client.GET("/api/reports/{report_id}/content", { params: { path: { report_id }, query: { form } as never } })));
}

export function PrintButton() {
  const { t } = useTranslation("reports");
  return <Button size="compact-md" variant="default" onClick={() => print()}>{t("print")}</Button>;
}

/** Both forms of one report are made together, so the second is there when the first was asked for. */
export function Taking({ kind, asked }: { kind: "figures" | "return"; asked: Record<string, string> }) {
  const { t } = useTranslation("reports");
  const mayDo = useMayDo();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<{ id: string; form: Form }>();
  const [made, setMade] = useState<{ of: string; id: string }>();
  const [problem, setProblem] = useState<Problem>();
  const [isAsking, setAsking] = useState(false);
  const of = JSON.stringify([kind, asked]);
  const fail = (error: unknown) => setProblem(error instanceof Problem ? error : Problem.unreachable(false));

  const take = async (form: Form) => {
    setProblem(undefined);
    setAsking(true);
    try {
      const id = made?.of === of ? made.id : ((await send("POST", "/api/reports", { kind, asked }, { key: crypto.randomUUID() })) as { id: string }).id;
      setMade({ of, id });
      setWanted({ id, form });
      void queries.invalidateQueries({ queryKey: ["get", "/api/reports"] });
    } catch (error) {
      fail(error);
    } finally {
      setAsking(false);
    }
  };
  const isWaiting = useMadeReport(wanted, () => setWanted(undefined), fail);
  return (
    <>
      <PrintButton />
      {mayDo("make_report") && (["pdf", "xlsx"] as const).map((form) => (
        <Button key={form} size="compact-md" variant="default" loading={isWaiting && wanted?.form === form} disabled={isAsking || isWaiting} onClick={() => void take(form)}>
          {form.toUpperCase()}
        </Button>
      ))}
      {isWaiting && <Text size="sm" role="status">{t("being_made")}</Text>}
      {problem && <Trouble problem={problem} />}
    </>
  );
}

/** Ask until the report is made, then save it once. */
function useMadeReport(wanted: { id: string; form: Form } | undefined, onEnd: () => void, onFail: (error: unknown) => void): boolean {
  const asked = api.useQuery(
    "get",
    "/api/reports/{report_id}",
    { params: { path: { report_id: wanted?.id ?? "" } } },
    { enabled: !!wanted, refetchInterval: (query) => (query.state.data?.made_at || query.state.data?.state === "failed" ? false : 1_000) },
  );
  const saved = useRef<object>(undefined);
  const state = asked.data?.state;
  useEffect(() => {
    if (!wanted || saved.current === wanted || (state !== "made" && state !== "failed")) return;
    saved.current = wanted;
    fetchReport(wanted.id, wanted.form).catch(onFail).finally(onEnd);
  }, [wanted, state]); // eslint-disable-line -- saved once for each wish
  return !!wanted;
}
