/** Cases as short labels, for boards where a link has no room: the FIR's number and its police station. */
import { useQueries } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";

export function useCaseLabels(ids: string[]): (id: string) => string {
  const { t } = useTranslation();
  const enabled = useSession().may("cases.read");
  const wanted = [...new Set(ids)].sort();
  const labels = useQueries({
    queries: wanted.map((case_id) => api.queryOptions("get", "/api/cases/{case_id}/reference", { params: { path: { case_id } } }, { staleTime: 3_600_000, enabled })),
    combine: (found) => found.map(({ data, isError }) => (data ? `${data.fir_number}/${data.fir_year} ${data.police_station}` : isError || !enabled ? t("case_out_of_sight") : "…")).join("\n"),
  });
  // Joined to one string so that the labels change only when what they say does.
  const names = wanted.join();
  return useCallback((id: string) => labels.split("\n")[names.split(",").indexOf(id)] ?? "…", [labels, names]);
}
