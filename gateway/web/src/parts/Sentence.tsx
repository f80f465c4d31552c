/** What a service says, in the reader's language: a sentence, and a source of law with its notes. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useSaid } from "./said";

const MARK = "؛ ";
/** A note for those who keep the rules: that a rule counts for as long as there has been a service. Whoever has a date to keep need not read it. */
const DATED = "dated from the service's start";

interface Props {
  says: string | null | undefined;
  /** What the service itself says in these languages, where it does. */
  urdu?: string | null;
  sindhi?: string | null;
  /** The source of law that the sentence cites, to be cited as elsewhere. */
  cites?: string | null;
}

export function Sentence({ says, urdu, sindhi, cites }: Props) {
  const { say, cite } = useSaid();
  const { i18n } = useTranslation();
  const said = (i18n.language === "sd" && sindhi) || say(says, urdu);
  const law = cites?.split("; ")[0];
  return <span dir="auto">{law ? said.replace(law, cite(law)) : said}</span>;
}

/** A citation as lawyers write it; what is noted beside it is said in the reader's language, each part in its own direction. */
export function LawSource({ of, isWhole = false }: { of: string | null | undefined; isWhole?: boolean }) {
  const { cite } = useSaid();
  const shown = isWhole ? of : of?.split("; ").filter((part) => part !== DATED).join("; ");
  return cite(shown).split(MARK).map((part, place) => <Fragment key={part}>{place > 0 && MARK}<bdi>{part}</bdi></Fragment>);
}
