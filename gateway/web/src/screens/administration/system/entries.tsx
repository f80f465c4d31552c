/** An entry of the audit trail in a reader's words: who did it, what it is about, and the facts that were kept with it. */
import type { components } from "@made/api";
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Facts } from "@/parts/Facts";
import { CaseLink, CourtName, PersonName } from "@/parts/names";
import { usePart } from "./watched";

export type Entry = components["schemas"]["GatheredEntry"];

const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
/** Where a thing is read, by its kind. */
const PLACES: Record<string, string> = {
  document: "/documents/", hearing: "/calendar/hearings/", leave: "/calendar/leave/", roster_plan: "/calendar/roster/",
  message: "/administration/messages/", template: "/administration/templates/",
};

export function Doer({ id }: { id: string }) {
  const { t } = useTranslation("watching");
  const called = usePart();
  if (ID.test(id)) return <PersonName id={id} />;
  if (id.startsWith("service:")) return <>{t("audit.the_system", { part: called(id.slice("service:".length)) })}</>;
  return <>{t("audit.nobody")}</>;
}

function split(subject: string): [string, string] {
  const colon = subject.indexOf(":");
  return colon < 0 ? [subject, ""] : [subject.slice(0, colon), subject.slice(colon + 1)];
}

/** What a subject is called: its kind, as its own name stands behind an id. */
export function useSubjectName(): (subject: string) => string {
  const { t, i18n } = useTranslation("watching");
  return (subject) => {
    const [kind] = split(subject);
    return t(i18n.exists(`subject.${kind}`, { ns: "watching" }) ? `subject.${kind}` : "subject.something");
  };
}

export function Subject({ entry }: { entry: Entry }) {
  const named = useSubjectName();
  const [kind, id] = split(entry.subject);
  const name = named(entry.subject);
  const caseId = entry.detail.case_id;
  if (kind === "case" && ID.test(id)) return <CaseLink id={id} />;
  return (
    <>
      {ID.test(id) && PLACES[kind] ? <Anchor component={Link} to={PLACES[kind] + id}>{name}</Anchor> : name}
      {(kind === "account" || kind === "prosecutor") && ID.test(id) && <>: <PersonName id={id} /></>}
      {kind === "court" && ID.test(id) && <>: <CourtName id={id} /></>}
      {typeof caseId === "string" && ID.test(caseId) && <> · <CaseLink id={caseId} /></>}
    </>
  );
}

/** The facts of an entry that a person can read: ids of things without a name here are left out, they serve machines. */
export function Detail({ of }: { of: Record<string, unknown> }) {
  const { i18n } = useTranslation("fields");
  const readable = Object.keys(of).filter((name) => i18n.exists(name, { ns: "fields" }) && isReadable(name, of[name]));
  return <Facts of={of} show={readable} />;
}

const NAMED = /^(prosecutor_id|actor_id|asked_by|given_by|.*court_id)$/;

function isReadable(name: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one) => isReadable(name, one));
  if (value !== null && typeof value === "object") return false;
  return !ID.test(String(value)) || NAMED.test(name);
}
