/** Conditions of a list that stand in the address, so that a search can be sent to a colleague and survives going back. */
import { NativeSelect, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { DayFilter } from "./DayInput";
import { usePeople } from "./people";

export interface Conditions<Name extends string> {
  of: Partial<Record<Name, string>>;
  set: (changed: Partial<Record<Name, string>>) => void;
  isAny: boolean;
}

export function useConditions<Name extends string>(names: readonly Name[]): Conditions<Name> {
  const [query, setQuery] = useSearchParams();
  const of: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = query.get(name);
    if (value) of[name] = value;
  }
  const set = (changed: Partial<Record<Name, string>>) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      for (const [name, value] of Object.entries(changed) as [Name, string][]) {
        if (value) after.set(name, value);
        else after.delete(name);
      }
      return after;
    }, { replace: true });
  return { of, set, isAny: Object.keys(of).length > 0 };
}

interface Props { label: string; value: string | undefined; set: (value: string) => void }

export function DayCondition({ label, value, set }: Props) {
  return <DayFilter label={label} value={value ?? ""} onChange={set} />;
}

export function WordCondition({ label, value, set, any, words }: Props & { any: string; words: { value: string; label: string }[] }) {
  return (
    <NativeSelect label={label} value={value ?? ""} onChange={(event) => set(event.currentTarget.value)}>
      <option value="">{any}</option>
      {words.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
    </NativeSelect>
  );
}

export function ChosenCondition({ label, value, set, any, options, onSearch }: Props & { any: string; options: { value: string; label: string }[]; onSearch?: (text: string) => void }) {
  const { t } = useTranslation("forms");
  return (
    <Select
      label={label}
      placeholder={any}
      data={options}
      value={value ?? null}
      onChange={(chosen) => set(chosen ?? "")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("clear") }}
      nothingFoundMessage={t("nothing_found")}
      {...(onSearch ? { onSearchChange: onSearch, filter: ({ options: all }) => all } : {})}
    />
  );
}

export function PersonCondition(props: Props & { any: string }) {
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search, 300);
  const { options } = usePeople(settled, props.value ? [props.value] : [], { former: true });
  return <ChosenCondition {...props} options={options} onSearch={setSearch} />;
}

export function CaseCondition(props: Props & { any: string }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [settled] = useDebouncedValue(search, 300);
  const called = (of: { fir_number: string; fir_year: number; police_station: string }) => t("common:fir_label", { number: `${of.fir_number}/${of.fir_year}`, station: of.police_station });
  const chosen = props.value ?? "";
  const mayRead = useSession().may("cases.read");
  const known = api.useQuery("get", "/api/cases/{case_id}/reference", { params: { path: { case_id: chosen } } }, { enabled: mayRead && !!chosen, staleTime: 600_000 });
  const label = known.data ? called(known.data) : "";
  // Once a case is chosen its label stands where one searches: that is nothing to search for.
  const wanted = settled === label ? "" : settled;
  const asked = api.useQuery("get", "/api/cases", { params: { query: { limit: 20, ...(wanted ? { q: wanted } : {}) } } }, { staleTime: 30_000, enabled: mayRead });
  const found = (asked.data?.items ?? []).filter(({ id }) => id !== chosen).map((row) => ({ value: row.id, label: called(row) }));
  return <ChosenCondition {...props} options={label ? [{ value: chosen, label }, ...found] : found} onSearch={setSearch} />;
}
