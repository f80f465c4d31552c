/** What courts directed, over all of one's cases, those due first. */
import { Group, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day, Due } from "@/parts/when";

const WHOSE = ["mine", "all"] as const;
const ADDRESSEES = ["prosecution", "police", "defence", "laboratory", "prison", "other"] as const;

export default function Directions() {
  const { t } = useTranslation(["cases", "fields", "choices", "common"]);
  const [query, setQuery] = useSearchParams();
  const whose = WHOSE.find((one) => one === query.get("whose")) ?? "mine";
  const addressee = ADDRESSEES.find((one) => one === query.get("addressee"));
  const set = (name: string, value: string) =>
    setQuery((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    }, { replace: true });
  const asked = api.useInfiniteQuery("get", "/api/directions", { params: { query: { limit: 50, whose, ...(addressee ? { addressee } : {}) } } }, PAGES);
  return (
    <Page title={t("directions")} under={t("directions_explain")}>
      <Group align="flex-end" className="no-print">
        <NativeSelect label={t("whose_cases")} value={whose} onChange={(event) => set("whose", event.currentTarget.value)}>
          {WHOSE.map((one) => <option key={one} value={one}>{t(one === "mine" ? "cases_mine" : "cases_all")}</option>)}
        </NativeSelect>
        <NativeSelect label={t("fields:addressee")} value={addressee ?? ""} onChange={(event) => set("addressee", event.currentTarget.value)}>
          <option value="">{t("any")}</option>
          {ADDRESSEES.map((one) => <option key={one} value={one}>{t(`choices:${one}`)}</option>)}
        </NativeSelect>
      </Group>
      <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_directions")}>
        {(pages) => (
          <Rows
            label={t("directions")}
            rows={rowsOf(pages)}
            keyOf={(row) => row.id}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "says", title: t("fields:says"), cell: (row) => <bdi>{row.says}</bdi> },
              { key: "case", title: t("case"), cell: (row) => <Link to={`/cases/${row.case_id}#tasks`}><bdi>{t("common:fir_label", { number: row.fir_label, station: row.police_station })}</bdi></Link> },
              { key: "addressee", title: t("fields:addressee"), cell: (row) => t(`choices:${row.addressee}`) },
              { key: "given_on", title: t("fields:given_on"), cell: (row) => <Day on={row.given_on} /> },
              { key: "due_on", title: t("fields:due_on"), cell: (row) => <Due on={row.due_on} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}
