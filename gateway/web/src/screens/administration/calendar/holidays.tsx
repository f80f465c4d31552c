/** Days without sittings: where they hold, by which notification, and whether the moon has yet to be seen. */
import { Badge, Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import type { Values } from "@/forms/values";
import { DistrictSelect } from "@/parts/DistrictSelect";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource, Sentence } from "@/parts/Sentence";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { Day, spanOf, today } from "@/parts/when";
import { Scope } from "./Scope";
import { years } from "./years";

/** With the way to where the days are declared, for those that are declared together. */
function AwaitingMoon({ of }: { of: string | null }) {
  const { t } = useTranslation("courts");
  const look = { color: "amber.9", variant: "outline" } as const;
  if (!of) return <Badge {...look}>{t("awaiting_moon")}</Badge>;
  return <Badge {...look} component={Link} to={`/administration/occasions#${of}`} style={{ cursor: "pointer" }}>{t("awaiting_moon")}</Badge>;
}

export default function Holidays() {
  const { t } = useTranslation(["courts", "fields"]);
  const [query, setQuery] = useSearchParams();
  const district = query.get("district") ?? "";
  const year = query.get("year") ?? today().slice(0, 4);
  const { note, onDone, onTakenBack } = useInTheWay();
  const set = (changed: Record<string, string>) => setQuery({ ...Object.fromEntries(query), ...changed }, { replace: true });
  // Those just declared are shown, whichever year they lie in.
  const declared = (answer: unknown, { days }: Values) => {
    const [first] = Array.isArray(days) ? (days as string[]) : [];
    if (first) set({ year: first.slice(0, 4), district: "" });
    onDone(answer);
  };
  const asked = api.useInfiniteQuery(
    "get",
    "/api/holidays",
    { params: { query: { from: `${year}-01-01`, to: `${year}-12-31`, limit: 100, ...(district ? { district } : { everywhere: true }) } } },
    PAGES,
  );
  return (
    <Page title={t("holidays")} under={t("holidays_help")} actions={<ProcedureButton operation="declare_holidays" button={{ variant: "filled" }} onDone={declared} />}>
      {note}
      <Group align="flex-end" className="no-print">
        <NativeSelect label={t("year")} value={year} onChange={(event) => set({ year: event.currentTarget.value })} data={years()} />
        <DistrictSelect value={district} onChange={(value) => set({ district: value })} any={t("all")} />
      </Group>
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_holidays")}>
        {(pages) => (
          <Rows
            label={t("holidays")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "day", title: t("day"), cell: (row) => <Day on={row.day} /> },
              {
                key: "name",
                title: t("fields:name"),
                cell: (row) => (
                  <>
                    <Sentence says={row.name_en} urdu={row.name_ur} />{" "}
                    {row.is_tentative && <AwaitingMoon of={row.occasion} />}
                  </>
                ),
              },
              { key: "scope", title: t("where"), cell: (row) => <Scope of={row.scope} /> },
              { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
              { key: "back", title: t("steps"), cell: (row) => row.day >= today() && <ProcedureButton operation="withdraw_holiday" params={{ holiday_id: row.id }} onDone={() => onTakenBack(spanOf(row.day))} button={{ size: "compact-sm", variant: "default" }} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
