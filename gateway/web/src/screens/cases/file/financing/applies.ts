/** Whether a case has the part on financing: for terrorism, money laundering, or where somebody said so. */
import { api } from "@/api/reading";
import type { Case } from "..";

export function useHasFinancing(of: Case | undefined): boolean {
  const isSure = !!of && (of.is_terrorism || of.sections.some(({ act }) => act === "ata" || act === "amla"));
  const path = { case_id: of?.id ?? "" };
  const asked = api.useQuery("get", "/api/cases/{case_id}/financing", { params: { path } }, { enabled: !!of && !isSure, staleTime: 300_000 });
  return isSure || typeof asked.data?.is_terror_financing === "boolean";
}
