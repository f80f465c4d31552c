/** The names behind ids: persons, courts, cases, coded words. Fetched once, kept long, isolated from the text around them. */
import { Anchor } from "@mantine/core";
import { Fragment, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { takeApart } from "./courts";

const LONG = { staleTime: 3_600_000 };

export function PersonName({ id }: { id: string | null | undefined }) {
  const asked = api.useQuery("get", "/api/people/{account_id}", { params: { path: { account_id: id ?? "" } } }, { ...LONG, enabled: !!id });
  const { t } = useTranslation();
  if (!id) return <>–</>;
  return <bdi>{asked.data?.name ?? (asked.error ? t("unknown_person") : "…")}</bdi>;
}

/** Several people, one after another as the language lists them. */
export function PersonNames({ ids }: { ids: string[] }) {
  const { t } = useTranslation();
  return ids.map((id, index) => <Fragment key={id}>{index > 0 && t("comma")}<PersonName id={id} /></Fragment>);
}

interface Named { name_en: string; name_ur?: string | null; kind?: string }

/** The words of the names, which no page waits for: in another language than the page began with, the code is shown readably until then. */
function useNames() {
  const { t, i18n } = useTranslation("names", { useSuspense: false });
  return useMemo(() => {
    const find = (key: string, facts: Record<string, unknown> = {}) => (i18n.exists(key, { ns: "names" }) ? t(key, facts) : undefined);
    return { find, language: i18n.language };
  }, [t, i18n]);
}

/** Give what a court is called in the reader's language: as its register has it, in Sindhi put together from kind, number and place. */
export function useCourtName(): (court: Named) => string {
  const { find, language } = useNames();
  return ({ name_en, name_ur, kind = "" }) => {
    if (language === "en") return name_en;
    const parts = language === "sd" ? takeApart(name_en, kind) : undefined;
    const place = parts && (find(`district.${parts.place}`) ?? find(`place.${parts.place}`));
    const facts = { kind: find(`hearing.court_kind.${kind}`), place, number: parts?.number, rank: parts?.rank && find(`rank.${parts.rank}`) };
    if (!parts || !facts.kind || !place || (parts.rank && !facts.rank)) return name_ur || name_en;
    return find(`court.${parts.rank ? "ranked" : parts.number ? "numbered" : "only"}`, facts) ?? name_en;
  };
}

export function CourtName({ id }: { id: string | null | undefined }) {
  const name = useCourtName();
  const asked = api.useQuery("get", "/api/courts/{court_id}", { params: { path: { court_id: id ?? "" } } }, { ...LONG, enabled: !!id });
  if (!id) return <>–</>;
  return <bdi>{asked.data ? name(asked.data) : "…"}</bdi>;
}

/** Give what a district, or a town where a court sits, is called in the reader's language; "*" stands for the whole province. */
export function useDistrictName(): (code: string) => string {
  const { find } = useNames();
  return (code) => find(code === "*" ? "district_all" : `district.${code}`) ?? find(`place.${code}`) ?? code.replace(/(^|-)\w/g, (start) => start.replace("-", " ").toUpperCase());
}

/** One district or several, by name. */
export function DistrictName({ code }: { code: string | string[] }) {
  const name = useDistrictName();
  const { t } = useTranslation();
  return <bdi>{[code].flat().map(name).join(t("comma"))}</bdi>;
}

/** A prosecutor's rank by its code, as the roster keeps it. */
export function DesignationName({ code }: { code: string | null | undefined }) {
  const { find } = useNames();
  return code ? <bdi>{find(`designation.${code}`) ?? code.replaceAll("-", " ")}</bdi> : <>–</>;
}

/** A FIR as people say it: number/year and police station. */
export function FirLabel({ of }: { of: { fir_number: string; fir_year: number; police_station: string } }) {
  const { t } = useTranslation();
  return (
    <bdi>
      {t("fir_label", { number: `${of.fir_number}/${of.fir_year}`, station: of.police_station })}
    </bdi>
  );
}

export function CaseLink({ id }: { id: string }) {
  const { t } = useTranslation();
  const mayRead = useSession().may("cases.read");
  const asked = api.useQuery("get", "/api/cases/{case_id}/reference", { params: { path: { case_id: id } } }, { ...LONG, enabled: mayRead });
  const found = asked.data;
  if (!mayRead) return <>{t("case_out_of_sight")}</>;
  return (
    <Anchor component={Link} to={`/cases/${id}`} fw={600}>
      {found ? <FirLabel of={found} /> : asked.error ? t("case_out_of_sight") : "…"}
    </Anchor>
  );
}

/** The cases of a hearing: one below another where several are heard together. */
export function CaseLinks({ ids }: { ids: string[] }) {
  return <>{ids.map((id) => <div key={id}><CaseLink id={id} /></div>)}</>;
}

export type Kind = "purpose" | "cause" | "result" | "court_kind" | "duty" | "qualification" | "court_designation";

/** The catalogue's words for purposes, causes and results: our own by their code, else the catalogue's own title. */
export function useCodes() {
  const { find, language } = useNames();
  const asked = api.useQuery("get", "/api/hearing-codes", {}, LONG);
  const titles = useMemo(() => {
    const rows = asked.data?.items ?? [];
    return new Map(rows.map(({ kind, code, title_en, title_ur }) => [`${kind}:${code}`, (language !== "en" && title_ur) || title_en]));
  }, [asked.data, language]);
  return useCallback(
    (kind: Kind, code: string | null | undefined) =>
      code ? (find(`hearing.${kind}.${code}`) ?? titles.get(`${kind}:${code}`) ?? code.replaceAll("_", " ")) : "–",
    [find, titles],
  );
}

/** A section as it is cited: the act's letters in capitals, the section as printed. */
export function sectionLabel({ act, section }: { act: string; section: string }): string {
  return `${act.replaceAll("_", " ").toUpperCase()} ${section}`;
}
