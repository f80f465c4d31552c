/** The law's clocks across cases, the nearest first. */
import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { DayFilter } from "@/parts/DayInput";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource, Sentence } from "@/parts/Sentence";
import { Due, today } from "@/parts/when";

const STATES = ["running", "missed"] as const;
const NATURES = ["duty", "right", "time_bar"] as const;

export default function ClockList() {
  const { t } = useTranslation(["cases", "choices", "fields"]);
  const [query, setQuery] = useSearchParams();
  const state = STATES.find((one) => one === query.get("state"));
  const nature = NATURES.find((one) => one === query.get("nature"));
  const before = query.get("due_before") ?? today(30);
  const asked = api.useInfiniteQuery(
    "get",
    "/api/clocks",
    { params: { query: { limit: 50, due_before: before, ...(state ? { state } : {}), ...(nature ? { nature } : {}) } } },
    PAGES,
  );
  const change = (name: string, value: string) =>
    setQuery((old) => {
      const changed = new URLSearchParams(old);
      if (value) changed.set(name, value);
      else changed.delete(name);
      return changed;
    }, { replace: true });
  return (
    <Page title={t("all_clocks")}>
      <Group align="flex-end" className="no-print">
        <DayFilter label={t("due_before")} value={before} onChange={(picked) => change("due_before", picked)} />
        <NativeSelect label={t("fields:state")} value={state ?? ""} onChange={(event) => change("state", event.currentTarget.value)}>
          <option value="">{t("any")}</option>
          {STATES.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
        </NativeSelect>
        <NativeSelect label={t("fields:nature")} value={nature ?? ""} onChange={(event) => change("nature", event.currentTarget.value)}>
          <option value="">{t("any")}</option>
          {NATURES.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
        </NativeSelect>
      </Group>
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_clocks")}>
        {(pages) => (
          <Rows
            label={t("all_clocks")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "due", title: t("fields:due_on"), cell: (row) => <Due on={row.due_on} /> },
              {
                key: "case",
                title: t("fir"),
                cell: (row) => (
                  <Link to={`/cases/${row.case_id}#clocks`}>
                    <bdi>{t("common:fir_label", { number: row.fir_label, station: row.police_station })}</bdi>
                  </Link>
                ),
              },
              { key: "says", title: t("what"), cell: (row) => <Sentence says={row.says} urdu={row.says_ur} /> },
              { key: "source", title: t("law"), cell: (row) => <LawSource of={row.source} /> },
              { key: "state", title: t("fields:state"), cell: (row) => t(`choices:${row.state}`) },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
