/** What the fields that name something are chosen from: by the name of the field, or by its place in one operation. */
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { useCodes, useCourtName, useDistrictName, type Kind } from "@/parts/names";
import { useSaid } from "@/parts/said";
import { today, useWhen } from "@/parts/when";
import type { PickerProps } from "./pickers";
import { everProsecutors } from "./peopleSources";
import { SERVED, type Source } from "./source";
import { readAt } from "./values";

const ALL = { params: { query: { limit: 200 } } } as const;
const LONG = { staleTime: 600_000 };

const courts: Source = () => {
  const called = useCourtName();
  const asked = api.useQuery("get", "/api/courts", ALL, LONG);
  const options = (asked.data?.items ?? []).map((court) => ({ value: court.id, label: called(court) }));
  return { options, isLoading: asked.isPending };
};

const rooms: Source = ({ state, path }) => {
  const near = path.split(".").slice(0, -1).concat("court_id").join(".");
  const court = readAt(state.values, near) as string | undefined;
  const asked = api.useQuery("get", "/api/courts/{court_id}", { params: { path: { court_id: court ?? "" } } }, { ...LONG, enabled: !!court });
  return { options: (asked.data?.rooms ?? []).map(({ id, name }) => ({ value: id, label: name })), isLoading: false };
};

const cases: Source = ({ value }, search) => {
  const { t } = useTranslation();
  const mayRead = useSession().may("cases.read");
  const asked = api.useQuery("get", "/api/cases", { params: { query: { limit: 20, ...(search ? { q: search } : {}) } } }, { staleTime: 30_000, enabled: mayRead });
  const label = (of: { fir_number: string; fir_year: number; police_station: string }) =>
    t("common:fir_label", { number: `${of.fir_number}/${of.fir_year}`, station: of.police_station });
  const found = (asked.data?.items ?? []).map((row) => ({ value: row.id, label: label(row) }));
  const chosen = typeof value === "string" && value && !found.some((one) => one.value === value) ? value : "";
  const known = api.useQuery("get", "/api/cases/{case_id}/reference", { params: { path: { case_id: chosen } } }, { ...LONG, enabled: mayRead && !!chosen });
  return { options: known.data ? [{ value: chosen, label: label(known.data) }, ...found] : found, isLoading: mayRead && asked.isPending };
};

/** The case whose people are meant: that of the place the form stands in, else the one chosen in the form. */
function caseOf({ params, state }: PickerProps): string {
  const chosen = state.values.case_id;
  return params.case_id ?? (typeof chosen === "string" ? chosen : "");
}

const accused: Source = (props) => {
  const id = caseOf(props);
  const asked = api.useQuery("get", "/api/cases/{case_id}", { params: { path: { case_id: id } } }, { enabled: !!id });
  return { options: (asked.data?.accused ?? []).map((one) => ({ value: one.id, label: `${one.number}. ${one.initials}` })), isLoading: asked.isPending };
};

const persons: Source = (props) => {
  const id = caseOf(props);
  const asked = api.useQuery("get", "/api/cases/{case_id}/persons", { params: { path: { case_id: id }, query: { limit: 200 } } }, { enabled: !!id });
  return {
    options: (asked.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.number}. ${one.label}` })),
    isLoading: asked.isPending,
  };
};

const districts: Source = () => {
  const called = useDistrictName();
  const asked = api.useQuery("get", "/api/districts", ALL, LONG);
  return { options: (asked.data?.items ?? []).map(({ code }) => ({ value: code, label: called(code) })), isLoading: asked.isPending };
};

/** Where a role holds: in districts, or in all of Sindh. */
const districtsOrAll: Source = (props, search) => {
  const called = useDistrictName();
  const { options, isLoading } = districts(props, search);
  return { options: [{ value: "*", label: called("*") }, ...options], isLoading };
};

/** Nearly every FIR names sections of the Penal Code: it stands first, the others by their codes. */
const FIRST_ACT = "ppc";

const acts: Source = () => {
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/acts", ALL, LONG);
  const items = [...(asked.data?.items ?? [])].sort((one, other) => Number(other.code === FIRST_ACT) - Number(one.code === FIRST_ACT));
  return { options: items.map(({ code, name }) => ({ value: code, label: say(name) })), isLoading: asked.isPending };
};

export const sections: Source = ({ state, path }) => {
  const { say } = useSaid();
  const act = readAt(state.values, path.split(".").slice(0, -1).concat("act").join(".")) as string | undefined;
  const asked = api.useQuery("get", "/api/offences", { params: { query: { limit: 200, act } } }, { ...LONG, enabled: !!act });
  const options = (asked.data?.items ?? []).map((one) => ({ value: one.section, label: say(one.title, one.title_ur) }));
  return { options, isLoading: asked.isPending };
};

/** Police stations as the FIRs of the chosen district write them. */
export const stations: Source = ({ state }) => {
  const district = state.values.district as string | undefined;
  const asked = api.useQuery("get", "/api/cases/police-stations", { params: { query: { district: district ?? "", limit: 200 } } }, { ...LONG, enabled: !!district });
  return { options: (asked.data?.items ?? []).map(({ name }) => ({ value: name, label: name })), isLoading: asked.isPending };
};

const defects: Source = () => {
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/defect-codes", ALL, LONG);
  return { options: (asked.data?.items ?? []).map(({ code, says }) => ({ value: code, label: say(says) })), isLoading: asked.isPending };
};

/** Steps of the court that nothing else enters, and that the reader may take. */
const nextSteps: Source = ({ params }) => {
  const { t } = useTranslation();
  const { may } = useSession();
  const id = params.case_id ?? "";
  const asked = api.useQuery("get", "/api/cases/{case_id}/trial", { params: { path: { case_id: id } } }, { enabled: !!id });
  const own = (asked.data?.next_steps ?? []).filter(({ operation, permission }) => operation === "take_step" && may(permission));
  const steps = own.map(({ step }) => ({ value: step, label: t(`choices:${step}`) }));
  return { options: steps, isLoading: asked.isPending };
};

const reports: Source = ({ params }) => {
  const { t } = useTranslation();
  const { day } = useWhen();
  const id = params.case_id ?? "";
  const asked = api.useQuery("get", "/api/cases/{case_id}", { params: { path: { case_id: id } } }, { enabled: !!id });
  const options = (asked.data?.reports ?? []).map(({ id: value, kind, received_on }) => ({ value, label: `${t(`choices:${kind}`)} · ${day(received_on)}` }));
  return { options, isLoading: asked.isPending };
};

const documents: Source = ({ params }) => {
  const id = params.case_id ?? "";
  const asked = api.useQuery("get", "/api/documents", { params: { query: { case_id: id, limit: 200 } } }, { enabled: !!id });
  return { options: (asked.data?.items ?? []).map(({ id: value, title }) => ({ value, label: title })), isLoading: asked.isPending };
};

const exhibits: Source = ({ params }) => {
  const id = params.case_id ?? "";
  const asked = api.useQuery("get", "/api/cases/{case_id}/exhibits", { params: { path: { case_id: id }, query: { limit: 200 } } }, { enabled: !!id });
  const options = (asked.data?.items ?? []).map((one) => ({ value: one.id, label: `${one.label ?? one.position}: ${one.description}` }));
  return { options, isLoading: asked.isPending };
};

const laboratoryRequests: Source = ({ params }) => {
  const { say } = useSaid();
  const { day } = useWhen();
  const id = params.case_id ?? "";
  const asked = api.useQuery("get", "/api/cases/{case_id}/laboratory-requests", { params: { path: { case_id: id }, query: { limit: 200 } } }, { enabled: !!id });
  const named = api.useQuery("get", "/api/laboratories", ALL, LONG);
  const nameOf = (code: string) => say(named.data?.items.find((one) => one.code === code)?.name ?? code);
  const options = (asked.data?.items ?? []).map((one) => ({ value: one.id, label: `${nameOf(one.laboratory)} · ${one.reference ?? day(one.requested_on)}` }));
  return { options, isLoading: asked.isPending };
};

/** Orders on property of the case: what belongs to one of them is tied to it. */
const propertyOrders: Source = ({ params }) => {
  const { t } = useTranslation();
  const id = params.case_id ?? "";
  const asked = api.useQuery("get", "/api/cases/{case_id}/financing", { params: { path: { case_id: id } } }, { enabled: !!id });
  const options = (asked.data?.orders ?? []).map((one) => ({ value: one.id, label: `${t(`choices:${one.kind}`)}: ${one.property} · ${one.order_reference}` }));
  return { options, isLoading: asked.isPending };
};

const checklists: Source = () => {
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/checklists", ALL, LONG);
  const inForce = (asked.data?.items ?? []).filter(({ valid_to }) => valid_to === null);
  const titles = new Map(inForce.map(({ checklist, title }) => [checklist, say(title)]));
  return { options: [...titles].map(([value, label]) => ({ value, label })), isLoading: asked.isPending };
};

const joined: Source = ({ params }) => {
  const { t } = useTranslation();
  const id = params.hearing_id ?? "";
  const asked = api.useQuery("get", "/api/hearings/{hearing_id}", { params: { path: { hearing_id: id } } }, { enabled: !!id });
  const found = useQueries({
    queries: (asked.data?.joined_case_ids ?? []).map((case_id) => api.queryOptions("get", "/api/cases/{case_id}/reference", { params: { path: { case_id } } }, LONG)),
  });
  const label = (of: { fir_number: string; fir_year: number; police_station: string }) =>
    t("common:fir_label", { number: `${of.fir_number}/${of.fir_year}`, station: of.police_station });
  const options = (asked.data?.joined_case_ids ?? []).flatMap((value, index) => {
    const known = found[index]?.data;
    return known ? [{ value, label: label(known) }] : [];
  });
  return { options, isLoading: asked.isPending };
};

const libraryItems: Source = () => {
  const { i18n } = useTranslation();
  const asked = api.useQuery("get", "/api/library/items", ALL, LONG);
  const label = (of: { title_en: string; title_ur: string | null; citation: string }) => `${(i18n.language !== "en" && of.title_ur) || of.title_en} · ${of.citation}`;
  const current = (asked.data?.items ?? []).filter((one) => !one.superseded_on);
  return { options: current.map((one) => ({ value: one.id, label: label(one) })), isLoading: asked.isPending };
};

/** Records of the case that may hold money: persons, organisations, accounts. */
const holders: Source = (props) => {
  const { t } = useTranslation();
  const id = caseOf(props);
  const asked = api.useQuery("get", "/api/cases/{case_id}/entities", { params: { path: { case_id: id }, query: { limit: 200 } } }, { enabled: !!id });
  const options = (asked.data?.items ?? []).filter(({ kind }) => ["account", "person", "organisation"].includes(kind));
  return { options: options.map(({ id: value, kind, label }) => ({ value, label: `${label} · ${t(`choices:${kind}`)}` })), isLoading: asked.isPending };
};

const professions: Source = () => {
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/professions", ALL, LONG);
  const options = (asked.data?.items ?? []).map(({ code, name, name_ur }) => ({ value: code, label: say(name, name_ur) }));
  return { options, isLoading: asked.isPending };
};

const videoLinks: Source = () => {
  const { t } = useTranslation("choices");
  const asked = api.useQuery("get", "/api/video-links", { params: { query: { limit: 200, is_active: true } } }, LONG);
  return { options: (asked.data?.items ?? []).map(({ id, name, place }) => ({ value: id, label: `\u2068${name}\u2069 · ${t(place)}` })), isLoading: asked.isPending };
};

const laboratories: Source = () => {
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/laboratories", ALL, LONG);
  return { options: (asked.data?.items ?? []).map(({ code, name }) => ({ value: code, label: say(name) })), isLoading: asked.isPending };
};

/** Places where courts and prosecutors sit: districts, and the towns that courts or ways between seats name. */
const seats: Source = () => {
  const called = useDistrictName();
  const courts = api.useQuery("get", "/api/courts", ALL, LONG);
  const known = api.useQuery("get", "/api/districts", ALL, LONG);
  const ways = api.useQuery("get", "/api/travel-times", ALL, LONG);
  const codes = new Set([
    ...(courts.data?.items ?? []).map(({ seat }) => seat),
    ...(ways.data?.items ?? []).flatMap(({ one_seat, other_seat }) => [one_seat, other_seat]),
    ...(known.data?.items ?? []).map(({ code }) => code),
  ]);
  const options = [...codes].map((code) => ({ value: code, label: called(code) })).sort((one, other) => one.label.localeCompare(other.label));
  return { options, isLoading: known.isPending };
};

/** The ranks of the Sindh Criminal Prosecution Service, highest first. */
const DESIGNATIONS = [
  "prosecutor-general", "additional-prosecutor-general", "deputy-prosecutor-general", "assistant-prosecutor-general", "district-public-prosecutor",
  "deputy-district-public-prosecutor", "assistant-district-public-prosecutor", "special-public-prosecutor",
];

const designations: Source = () => {
  const { t } = useTranslation("names");
  return { options: DESIGNATIONS.map((code) => ({ value: code, label: t(`designation.${code}`) })), isLoading: false };
};

/** What waits for the moon in the year to come. */
const occasions: Source = () => {
  const { i18n } = useTranslation();
  const { day } = useWhen();
  const asked = api.useQuery("get", "/api/holidays", { params: { query: { from: today(-10), to: today(350), limit: 200 } } }, LONG);
  const first = new Map((asked.data?.items ?? []).flatMap((one) => (one.occasion ? [[one.occasion, one] as const] : [])).reverse());
  const options = [...first].map(([value, one]) => ({ value, label: `${(i18n.language !== "en" && one.name_ur) || one.name_en} · ${day(one.day)}` }));
  return { options, isLoading: asked.isPending };
};

function codes(kind: Kind): Source {
  return () => {
    const title = useCodes();
    const asked = api.useQuery("get", "/api/hearing-codes", {}, LONG);
    const items = (asked.data?.items ?? []).filter((one) => one.kind === kind);
    return { options: items.map(({ code }) => ({ value: code, label: title(kind, code) })), isLoading: asked.isPending };
  };
}

/** A long choice in the order of its words, so that whoever does not search finds it all the same. */
export const choices: Source = ({ shape }) => {
  const { t, i18n } = useTranslation("choices");
  const options = (shape.enum ?? []).filter((one) => one !== null).map((one) => ({ value: String(one), label: t(String(one)) }));
  return { options: options.sort((one, other) => one.label.localeCompare(other.label, i18n.language)), isLoading: false };
};

SERVED.add(cases);

/** By the name of the field; a list of such names has the same word in the plural. */
export const SOURCES: Record<string, Source> = {
  court_id: courts, to_court_id: courts, court_ids: courts, successor_id: courts, room_id: rooms, prosecutor_id: everProsecutors,
  from_id: everProsecutors, case_id: cases, joined_case_ids: cases, other_case_id: cases, leading_case_id: cases,
  accused_id: accused, accused_ids: accused, person_id: persons, witness_ids: persons, officer_ids: persons, carrier_id: persons, recovered_from_id: persons,
  from_entity_id: holders, to_entity_id: holders, entity_id: holders, profession: professions,
  report_id: reports, document_id: documents, memo_document_id: documents, transcript_document_id: documents, exhibit_ids: exhibits, matched_exhibit_id: exhibits, exhibited_as_id: exhibits, laboratory_request_id: laboratoryRequests, order_id: propertyOrders,
  link_id: videoLinks, supersedes_id: libraryItems, laboratory: laboratories, district: districts, districts, act: acts, purpose: codes("purpose"), cause: codes("cause"), result: codes("result"),
  seat: seats, one_seat: seats, other_seat: seats, court_kinds: codes("court_kind"), qualification: codes("qualification"), duty: codes("duty"), designation: designations,
};

/** Fields whose name means something else elsewhere: by the end of their path, lists without their numbers. */
export const ELSEWHERE: Record<string, Source> = {
  "split_hearing:case_ids": joined, "return_report:defects.code": defects, "take_step:step": nextSteps, "open_court:kind": codes("court_kind"), "change_court:kind": codes("court_kind"),
  "designate_court:designation": codes("court_designation"), "start_checklist:checklist": checklists, "export_cases:wanted.court": courts, "export_cases:wanted.prosecutor": everProsecutors, "give_role:districts": districtsOrAll, "declare_holidays:occasion": occasions,
};
