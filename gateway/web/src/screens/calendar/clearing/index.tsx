/** Clearing days: a judge on leave, a strike, a curfew, an abolished court. Looked at hearing by hearing before it is done. */
import { Stack, Tabs, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link, Route, Routes, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Nowhere } from "@/app/Nowhere";
import { PlanFirst } from "@/forms/PlanFirst";
import { CourtName, DistrictName, useCodes } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day, Instant } from "@/parts/when";
import { CourtSelect } from "../CourtSelect";
import { OneClearing } from "./one";
import { ClearingSteps } from "./Steps";

type Plan = components["schemas"]["ClearingPlan"];

export default function ClearingScreens() {
  return (
    <Routes>
      <Route index element={<Clearing />} />
      <Route path=":clearingId" element={<OneClearing />} />
      <Route path="*" element={<Nowhere />} />
    </Routes>
  );
}

function Clearing() {
  const { t } = useTranslation("clearing");
  const [query, setQuery] = useSearchParams();
  // In the address, so that what was begun for a court is there again when the page is loaded anew.
  const court = query.get("court") ?? "";
  const setCourt = (chosen: string) => setQuery(chosen ? { court: chosen } : {}, { replace: true });
  return (
    <Page title={t("title")} under={t("help")}>
      <Tabs defaultValue="one" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="one">{t("one_court")}</Tabs.Tab>
          <Tabs.Tab value="many">{t("many_courts")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="one" pt="md">
          <Stack>
            <CourtSelect label={t("court")} nothing={t("choose_court")} value={court} onChange={setCourt} />
            {court && <PlanFirst<Plan> key={court} preview="preview_clearing" act="clear_court_days" params={{ court_id: court }} show={(plan) => <ClearingSteps plan={plan} />} />}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="many" pt="md">
          <PlanFirst<Plan> preview="preview_wide_clearing" act="clear_days" show={(plan) => <ClearingSteps plan={plan} />} />
        </Tabs.Panel>
      </Tabs>
      <Title order={2} size="h4">{t("before")}</Title>
      <Cleared />
    </Page>
  );
}

function Cleared() {
  const { t } = useTranslation(["clearing", "choices", "fields"]);
  const title = useCodes();
  const asked = api.useInfiniteQuery("get", "/api/clearings", { params: { query: { limit: 20 } } }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("none_before")}>
      {(pages) => (
        <Rows
          label={t("before")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "days", title: t("days"), cell: (row) => <Link to={`/calendar/clearing/${row.id}`}><Day on={row.first_on} />{row.last_on !== row.first_on && row.last_on && <> – <Day on={row.last_on} /></>}</Link> },
            { key: "where", title: t("where"), cell: (row) => <Where of={row} /> },
            { key: "action", title: t("fields:action"), cell: (row) => t(`choices:${row.action}`) },
            { key: "cause", title: t("fields:cause"), cell: (row) => title("cause", row.cause) },
            { key: "count", title: t("hearings"), cell: (row) => <span className="number">{row.hearings}</span> },
            { key: "at", title: t("fields:cleared_at"), cell: (row) => <Instant at={row.cleared_at} /> },
          ]}
        />
      )}
    </Read>
  );
}

/** The courts by name while they are few; else the districts. */
export function Where({ of }: { of: Pick<components["schemas"]["ClearingRow"], "scope" | "court_ids" | "districts"> }) {
  if (of.scope === "province") return <DistrictName code="*" />;
  if (of.court_ids.length > 0 && of.court_ids.length <= 3) return of.court_ids.map((id) => <div key={id}><CourtName id={id} /></div>);
  return <DistrictName code={of.districts} />;
}
