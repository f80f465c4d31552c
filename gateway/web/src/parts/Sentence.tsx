/** What a service says, in the reader's language: a sentence, and a source of law with its notes. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useSaid } from "./said";

const MARK = "؛ ";

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
export function LawSource({ of }: { of: string | null | undefined }) {
  const { cite } = useSaid();
  return cite(of).split(MARK).map((part, place) => <Fragment key={part}>{place > 0 && MARK}<bdi>{part}</bdi></Fragment>);
}
