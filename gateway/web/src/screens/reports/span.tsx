/** Which days, which district, as known on which day: asked once, kept in the address, the same on every page of the reports. */
import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { DayFilter } from "@/parts/DayInput";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { DistrictName } from "@/parts/names";
import { Day, today } from "@/parts/when";

export interface Span { from: string; to: string; district: string; as_of: string }

export function useSpan(): { span: Span; query: { from: string; to: string; district?: string; as_of?: string }; set: (name: keyof Span, value: string) => void } {
  const [query, setQuery] = useSearchParams();
  const first = `${today().slice(0, 4)}-01-01`;
  const span = { from: query.get("from") ?? first, to: query.get("to") ?? today(), district: query.get("district") ?? "", as_of: query.get("as_of") ?? "" };
  const set = (name: keyof Span, value: string) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    }, { replace: true });
  const { from, to, district, as_of } = span;
  return { span, query: { from, to, ...(district ? { district } : {}), ...(as_of ? { as_of } : {}) }, set };
}

/** Give one of some words that the address holds, and the way to choose another; nothing when it holds none of them. */
export function useWord<T extends string>(name: string, words: readonly T[]): [T | undefined, (value: string) => void] {
  const [address, setAddress] = useSearchParams();
  const set = (value: string) =>
    setAddress((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    }, { replace: true });
  return [words.find((one) => one === address.get(name)), set];
}

export function SpanFields({ withAsOf = true }: { withAsOf?: boolean }) {
  const { t } = useTranslation("reports");
  const { span, set } = useSpan();
  return (
    <>
      <Text className="only-print">
        {t("from")} <Day on={span.from} /> {t("to")} <Day on={span.to} /> · {span.district ? <DistrictName code={span.district} /> : t("all_districts")}
        {withAsOf && span.as_of && <> · {t("as_of")} <Day on={span.as_of} /></>}
      </Text>
      <Group align="flex-end" className="no-print">
        <DayFilter label={t("from")} value={span.from} onChange={(picked) => set("from", picked)} />
        <DayFilter label={t("to")} value={span.to} onChange={(picked) => set("to", picked)} />
        <DistrictSelect value={span.district} onChange={(value) => set("district", value)} any={t("all_districts")} />
        {withAsOf && <DayFilter label={t("as_of")} description={t("as_of_help")} value={span.as_of} onChange={(picked) => set("as_of", picked)} />}
      </Group>
    </>
  );
}
