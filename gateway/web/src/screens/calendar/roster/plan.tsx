/** One roster plan: what it would change beside what stands, day by day and court by court, and what that does to everybody's work. */
import { Alert, Badge, Card, Group, NativeSelect, Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DistrictName, PersonName, useDistrictName } from "@/parts/names";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Day } from "@/parts/when";
import { AcceptAll } from "./AcceptAll";
import { compareLoads } from "./loads";
import { Loads } from "./Loads";
import { Suggestions } from "./Suggestions";

type Plan = components["schemas"]["PlanView"];

export default function RosterPlan() {
  const { t } = useTranslation(["roster", "choices"]);
  const { planId = "" } = useParams();
  const plan = api.useQuery(
    "get",
    "/api/roster-plans/{plan_id}",
    { params: { path: { plan_id: planId } } },
    { refetchInterval: (query) => (query.state.data?.ended_at === null ? 3_000 : false) },
  );
  return (
    <Page title={t("title")} under={plan.data && <Under of={plan.data} />}>
      <Read from={plan}>
        {(view) => (
          <Stack>
            {view.ended_at === null && <Alert color="ink" variant="light" role="status">{t("making")}</Alert>}
            {view.state === "made" && <AcceptAll of={view} />}
            {view.ended_at === null && <Group className="no-print"><ProcedureButton operation="cancel_roster_plan" params={{ plan_id: planId }} version={view.version} /></Group>}
            <Districts of={view} />
            {view.parts.length > 0 && <District plan={view} />}
          </Stack>
        )}
      </Read>
    </Page>
  );
}

function Under({ of }: { of: Plan }) {
  const { t } = useTranslation(["roster", "choices"]);
  const open = Number(of.suggestions.open ?? 0);
  return (
    <Group gap="xs" mt={4}>
      <span><Day on={of.first_on} /> – <Day on={of.last_on} /></span>
      <Badge color={of.state === "made" ? "ink" : "gray.8"}>{t(`choices:${of.state}`)}</Badge>
      <Badge color="gray.8" variant="outline">{t(`choices:${of.kind}`)}</Badge>
      {of.absent_id && <span>{t("absent")}<PersonName id={of.absent_id} /></span>}
      {of.state === "made" && <strong>{open > 0 ? t("to_decide", { count: open }) : t("all_decided")}</strong>}
    </Group>
  );
}

function Districts({ of }: { of: Plan }) {
  const { t } = useTranslation("roster");
  if (of.parts.length === 0) return null;
  return (
    <Card withBorder>
      <Rows
        label={t("districts")}
        rows={of.parts}
        keyOf={(part) => part.district}
        columns={[
          { key: "district", title: t("district"), cell: (part) => <DistrictName code={part.district} /> },
          { key: "hearings", title: t("hearings"), cell: (part) => <span className="number">{part.hearings}</span> },
          { key: "covered", title: t("covered"), cell: (part) => <span className="number">{part.covered}</span> },
          {
            key: "evenness",
            title: t("evenness"),
            cell: ({ fairness: { months_before, months_after } }) =>
              t("evenness_says", { before: months_before.highest_to_mean.toFixed(1), after: months_after.highest_to_mean.toFixed(1) }),
          },
          { key: "how", title: t("how"), cell: (part) => t(!part.is_improved ? "quick" : part.stages.every((stage) => stage.is_best) ? "best" : "improved") },
        ]}
      />
      <Text size="sm" c="dimmed" mt="xs">{t("seed")}<bdi dir="ltr">{of.seed}</bdi></Text>
    </Card>
  );
}

/** A district's part of the plan, read whole: loads are those of all its hearings, and groups are accepted whole. */
function District({ plan }: { plan: Plan }) {
  const { t } = useTranslation("roster");
  const [query, setQuery] = useSearchParams();
  const districtName = useDistrictName();
  const district = plan.parts.find((part) => part.district === query.get("district"))?.district ?? plan.parts[0]!.district;
  const params = { path: { plan_id: plan.id }, query: { district, limit: 200 } };
  const asked = api.useInfiniteQuery("get", "/api/roster-plans/{plan_id}/suggestions", { params }, PAGES);
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = asked;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const all = useMemo(() => rowsOf(asked.data), [asked.data]);
  return (
    <>
      {plan.parts.length > 1 && (
        <Group className="no-print">
          <NativeSelect label={t("district")} value={district} onChange={(event) => setQuery({ district: event.currentTarget.value }, { replace: true })}>
            {plan.parts.map((part) => <option key={part.district} value={part.district}>{districtName(part.district)}</option>)}
          </NativeSelect>
        </Group>
      )}
      <Read from={asked} rows={8}>
        {() => (
          <Stack>
            {hasNextPage && <Text size="sm" c="dimmed" role="status">{t("still_reading")}</Text>}
            <Loads of={compareLoads(all)} />
            <Suggestions key={district} all={all} planId={plan.id} isMade={plan.state === "made"} />
          </Stack>
        )}
      </Read>
    </>
  );
}
