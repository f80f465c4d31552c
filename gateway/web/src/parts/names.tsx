/** The names behind ids: persons, courts, cases, coded words. Fetched once, kept long, isolated from the text around them. */
import { Anchor } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "@/api/reading";

const LONG = { staleTime: 3_600_000 };

export function PersonName({ id }: { id: string | null | undefined }) {
  const asked = api.useQuery("get", "/api/people/{account_id}", { params: { path: { account_id: id ?? "" } } }, { ...LONG, enabled: !!id });
  const { t } = useTranslation();
  if (!id) return <>–</>;
  return <bdi>{asked.data?.name ?? (asked.error ? t("unknown_person") : "…")}</bdi>;
}

export function CourtName({ id }: { id: string | null | undefined }) {
  const { i18n } = useTranslation();
  const asked = api.useQuery("get", "/api/courts/{court_id}", { params: { path: { court_id: id ?? "" } } }, { ...LONG, enabled: !!id });
  const court = asked.data;
  if (!id) return <>–</>;
  return <bdi>{court ? ((i18n.language !== "en" && court.name_ur) || court.name_en) : "…"}</bdi>;
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
  const asked = api.useQuery("get", "/api/cases/{case_id}/reference", { params: { path: { case_id: id } } }, LONG);
  const found = asked.data;
  return (
    <Anchor component={Link} to={`/cases/${id}`} fw={600}>
      {found ? <FirLabel of={found} /> : asked.error ? t("case_out_of_sight") : "…"}
    </Anchor>
  );
}

type Kind = "purpose" | "cause" | "result" | "court_kind";

/** The catalogue's words for purposes, causes and results, in the reader's language where the catalogue has it. */
export function useCodes() {
  const { i18n } = useTranslation();
  const asked = api.useQuery("get", "/api/hearing-codes", {}, LONG);
  return useMemo(() => {
    const titles = new Map<string, string>();
    for (const { kind, code, title_en, title_ur } of asked.data?.items ?? []) {
      titles.set(`${kind}:${code}`, (i18n.language !== "en" && title_ur) || title_en);
    }
    return (kind: Kind, code: string | null | undefined) => (code ? (titles.get(`${kind}:${code}`) ?? code.replaceAll("_", " ")) : "–");
  }, [asked.data, i18n.language]);
}

/** A section as it is cited: the act's letters in capitals, the section as printed. */
export function sectionLabel({ act, section }: { act: string; section: string }): string {
  return `${act.replaceAll("_", " ").toUpperCase()} ${section}`;
}
