/** What the law's tables call their codes: kinds of defects, statutory periods, acts and laboratories, in the reader's language. */
import { api } from "@/api/reading";
import { Sentence } from "./Sentence";

const ALL = { params: { query: { limit: 200 } } } as const;
const LONG = { staleTime: 3_600_000 };

export function DefectName({ code }: { code: string }) {
  const asked = api.useQuery("get", "/api/defect-codes", ALL, LONG);
  const found = asked.data?.items.find((one) => one.code === code);
  return found ? <Sentence says={found.says} /> : <bdi>{code}</bdi>;
}

/** A statutory period: its code, as offices cite it, and what it demands. */
export function RuleName({ id }: { id: string }) {
  const asked = api.useQuery("get", "/api/clock-rules", ALL, LONG);
  const found = asked.data?.items.find((one) => one.rule_id === id);
  return <>{found && <Sentence says={found.says} urdu={found.says_ur} />} <bdi dir="ltr">{id}</bdi></>;
}
