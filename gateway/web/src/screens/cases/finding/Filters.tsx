/** The filters of the list of cases: those used daily with their counts, the others behind one word. */
import { NativeSelect, Text, TextInput } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { DayFilter } from "@/parts/DayInput";
import { useCourtName, useDistrictName } from "@/parts/names";
import { EVER_PROSECUTORS } from "@/parts/people";
import { PersonSelect } from "@/parts/PersonSelect";
import { useSaid } from "@/parts/said";
import { isListed, LISTED, useCounts, type Filter } from "./search";

interface Props { filter: Filter; set: (name: string, value: string) => void }

const TYPED = ["number", "name", "police_station", "section"];
const DAILY: FacetName[] = ["stage", "custody", "court_id"];
const DAYS = ["fir_from", "fir_to", "decided_from", "decided_to"];
const RARE = [...TYPED, ...DAYS, ...LISTED, "act", "district", "fir_year", "is_terrorism"];

export function Filters({ filter, set }: Props) {
  const { t } = useTranslation(["cases", "fields"]);
  const [isRare] = useState(() => RARE.some((name) => filter[name]));
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  const count = [...DAILY, ...RARE].filter((name) => filter[name]).length;
  const daily = DAILY.map((name) => <Facet key={name} name={name} filter={filter} set={set} />);
  return (
    <>
      {!isPhone && <div className="fields filters no-print">{daily}</div>}
      {/* On a phone the cases themselves come first; that there are fewer of them is said. */}
      <details className="no-print" open={isRare && !isPhone}>
        <summary>
          {t(isPhone ? "filters" : "more_filters")} {isPhone && count > 0 && <bdi>({count})</bdi>}
        </summary>
        <div className="fields filters">
          {isPhone && daily}
          <Facet name="district" filter={filter} set={set} />
          <Facet name="fir_year" filter={filter} set={set} />
          <Facet name="is_terrorism" filter={filter} set={set} />
          {TYPED.slice(0, 3).map((name) => <Typed key={name} name={name} filter={filter} set={set} />)}
          <Act filter={filter} set={set} />
          <Typed name="section" filter={filter} set={set} />
          {DAYS.map((name) => <OneDay key={name} name={name} filter={filter} set={set} />)}
          <OneDay name="due_before" filter={filter} set={set} />
          <Prosecutor filter={filter} set={set} />
        </div>
        <Text size="sm" c="dimmed" mt={4}>{t("listed_help")}</Text>
      </details>
    </>
  );
}

/** What the values of a facet are called. */
function useValueName(): (name: string, value: string | null) => string {
  const { t } = useTranslation(["cases", "choices", "common"]);
  const court = useCourtName();
  const district = useDistrictName();
  const courts = api.useQuery("get", "/api/courts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  return (name, value) => {
    if (value === null) return t("no_value");
    if (name === "district") return district(value);
    if (name === "fir_year") return value;
    if (name === "is_terrorism") return t(value === "true" ? "terrorism_only" : "terrorism_none");
    const found = name === "court_id" && courts.data?.items.find(({ id }) => id === value);
    return found ? court(found) : name === "court_id" ? "…" : t(`choices:${value}`);
  };
}

type FacetName = "stage" | "custody" | "court_id" | "district" | "fir_year" | "is_terrorism";

function Facet({ name, filter, set }: Props & { name: FacetName }) {
  const { t } = useTranslation(["cases", "fields"]);
  const called = useValueName();
  const asked = useCounts(filter, name);
  const chosen = filter[name] ?? "";
  const order = useOrder(name);
  const counts: { value: string | null; count?: number }[] = (asked.data?.[name] ?? []).filter(({ value }) => value !== null);
  const others = [...order, chosen].filter((one) => one && !counts.some(({ value }) => value === one)).map((value) => ({ value }));
  const place = ({ value }: { value: string | null }) => order.indexOf(value ?? "");
  const options: typeof counts = [...counts, ...others].sort((one, other) => place(one) - place(other));
  // Whether a search by days or teams can be narrowed further depends on the list alone, which counts nothing.
  const isOut = isListed(filter) && !["stage", "district", "court_id"].includes(name);
  return (
    <NativeSelect label={t(`fields:${name}`)} value={chosen} disabled={isOut} onChange={(event) => set(name, event.currentTarget.value)}>
      <option value="">{t("any")}</option>
      {options.map(({ value, count }) => (
        <option key={value} value={value ?? ""}>
          {count === undefined ? called(name, value) : t("counted", { name: called(name, value), count })}
        </option>
      ))}
    </NativeSelect>
  );
}

/** The stages come in the order of the procedure; what else there is comes with the most frequent first. */
function useOrder(name: FacetName): string[] {
  const asked = api.useQuery("get", "/api/procedure/stages", { params: { query: { limit: 200 } } }, { staleTime: 3_600_000, enabled: name === "stage" });
  return name === "stage" ? (asked.data?.items ?? []).map(({ code }) => code) : [];
}

function Typed({ name, filter, set }: Props & { name: string }) {
  const { t } = useTranslation("fields");
  const [typed, setTyped] = useState(filter[name] ?? "");
  const [settled] = useDebouncedValue(typed.trim(), 400);
  useEffect(() => {
    if ((filter[name] ?? "") !== settled) set(name, settled);
  }, [settled]); // eslint-disable-line -- the address follows what was typed
  return <TextInput label={t(name)} dir="auto" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />;
}

function OneDay({ name, filter, set }: Props & { name: string }) {
  const { t } = useTranslation("fields");
  return <DayFilter label={t(name)} value={filter[name] ?? ""} onChange={(picked) => set(name, picked)} />;
}

function Choose({ label, value, onChange, children }: { label: string; value: string; onChange: (value: string) => void; children: ReactNode }) {
  const { t } = useTranslation("cases");
  return (
    <NativeSelect label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{t("any")}</option>
      {children}
    </NativeSelect>
  );
}

function Act({ filter, set }: Props) {
  const { t } = useTranslation("fields");
  const { say } = useSaid();
  const asked = api.useQuery("get", "/api/acts", { params: { query: { limit: 200 } } }, { staleTime: 600_000 });
  return (
    <Choose label={t("act")} value={filter.act ?? ""} onChange={(value) => set("act", value)}>
      {asked.data?.items.map(({ code, name }) => <option key={code} value={code}>{say(name)}</option>)}
    </Choose>
  );
}

function Prosecutor({ filter, set }: Props) {
  const { t } = useTranslation(["fields", "cases"]);
  return <PersonSelect whom={EVER_PROSECUTORS} label={t("prosecutor_id")} nothing={t("cases:any")} value={filter.prosecutor ?? ""} onChange={(id) => set("prosecutor", id)} />;
}
