/** What a service says, in the reader's language: a sentence, and a source of law with its notes. */
import { useSaid } from "./said";

export function Sentence({ says, urdu }: { says: string | null | undefined; urdu?: string | null }) {
  const { say } = useSaid();
  return <span dir="auto">{say(says, urdu)}</span>;
}

/** A citation as lawyers write it; what is noted beside it is said in the reader's language. */
export function LawSource({ of }: { of: string | null | undefined }) {
  const { cite } = useSaid();
  return <bdi>{cite(of)}</bdi>;
}
