/** A source of law with the notes beside it: each part keeps its own direction, so that a citation stays whole within Urdu and Sindhi. */
import { useSaid } from "@/parts/said";

export function Source({ of }: { of: string }) {
  const { cite } = useSaid();
  return cite(of).split(/[;؛] /).map((part) => <div key={part}><bdi>{part}</bdi></div>);
}
