/** What the parts of the financing share: its shape, and the names of the records that money belongs to. */
import type { components } from "@made/api";
import { api } from "@/api/reading";
import type { PartProps } from "..";

export type View = components["schemas"]["FinancingView"];
export interface FinancingProps extends PartProps { financing: View }

/** Give what a record of the case - a person, an account, an organisation - is called. */
export function useEntityName(caseId: string): (id: string | null) => string | undefined {
  const asked = api.useQuery("get", "/api/cases/{case_id}/entities", { params: { path: { case_id: caseId }, query: { limit: 200 } } });
  return (id) => asked.data?.items.find((one) => one.id === id)?.label;
}
