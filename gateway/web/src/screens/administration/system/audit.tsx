/** The audit trail: who did what to which thing, when and why; found by case, person, deed and days. */
import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { Doer, Detail, Subject, useSubjectName, type Entry } from "./entries";
import { CaseCondition, ChosenCondition, DayCondition, PersonCondition, useConditions, type Conditions } from "@/parts/conditions";
import { Verifications } from "./verifications";
import { Silent, usePart } from "./watched";

const NAMES = ["case_id", "actor_id", "action", "from", "to", "subject", "correlation_id"] as const;
type Wanted = Conditions<(typeof NAMES)[number]>;

export default function Audit() {
  const { t } = useTranslation(["watching", "actions"]);
  const wanted = useConditions(NAMES);
  const called = usePart();
  const asked = api.useInfiniteQuery("get", "/api/audit-entries", { params: { query: { limit: 50, ...wanted.of } } }, PAGES);
  return (
    <Page title={t("audit.title")} under={t("audit.help")}>
      <Verifications />
      <Search wanted={wanted} />
      <Narrowed wanted={wanted} />
      <Silent parts={asked.data?.pages.at(-1)?.silent ?? []} />
      <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("audit.none")}>
        {(pages) => (
          <Rows
            label={t("audit.title")}
            rows={rowsOf(pages)}
            keyOf={(entry) => `${entry.service} ${entry.lane} ${entry.number}`}
            more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
            columns={[
              { key: "at", title: t("audit.when"), cell: (entry) => <Instant at={entry.at} /> },
              { key: "who", title: t("audit.who"), cell: (entry) => <Doer id={entry.actor_id} /> },
              { key: "what", title: t("audit.what"), cell: (entry) => <Text span fw={600}>{t(`actions:${entry.action}`)}</Text> },
              { key: "about", title: t("audit.about"), cell: (entry) => <Subject entry={entry} /> },
              { key: "why", title: t("audit.why"), cell: (entry) => <bdi>{entry.reason ?? "–"}</bdi> },
              { key: "where", title: t("audit.where"), cell: (entry) => called(entry.service) },
              { key: "detail", title: t("audit.detail"), cell: (entry) => <More entry={entry} set={wanted.set} /> },
            ]}
          />
        )}
      </Read>
    </Page>
  );
}

function Search({ wanted: { of, set, isAny } }: { wanted: Wanted }) {
  const { t, i18n } = useTranslation(["watching", "actions"]);
  const actions = Object.entries((i18n.getResourceBundle(i18n.language, "actions") ?? {}) as Record<string, string>)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label, i18n.language));
  return (
    <Group component="search" aria-label={t("audit.search")} align="flex-end" className="no-print">
      <CaseCondition label={t("audit.case")} any={t("audit.anything")} value={of.case_id} set={(case_id) => set({ case_id })} />
      <PersonCondition label={t("audit.who")} any={t("audit.anybody")} value={of.actor_id} set={(actor_id) => set({ actor_id })} />
      <ChosenCondition label={t("audit.what")} any={t("audit.anything")} value={of.action} set={(action) => set({ action })} options={actions} />
      <DayCondition label={t("audit.from")} value={of.from} set={(from) => set({ from })} />
      <DayCondition label={t("audit.to")} value={of.to} set={(to) => set({ to })} />
      {isAny && <Button variant="default" onClick={() => set(Object.fromEntries(NAMES.map((name) => [name, ""])))}>{t("audit.clear")}</Button>}
    </Group>
  );
}

/** What narrows the list without a field of its own. */
function Narrowed({ wanted: { of } }: { wanted: Wanted }) {
  const { t } = useTranslation("watching");
  const named = useSubjectName();
  return (
    <>
      {of.correlation_id && <Text role="status">{t("audit.one_request")}</Text>}
      {of.subject && <Text role="status">{t("audit.one_thing", { what: named(of.subject) })}</Text>}
    </>
  );
}

function More({ entry, set }: { entry: Entry; set: Wanted["set"] }) {
  const { t } = useTranslation("watching");
  const only = (changed: Parameters<typeof set>[0]) => set({ ...Object.fromEntries(NAMES.map((name) => [name, ""])), ...changed });
  return (
    <details>
      <summary>{t("audit.detail")}</summary>
      <Detail of={entry.detail} />
      <Group gap="xs" mt="xs">
        {entry.subject.includes(":") && <Button size="compact-sm" variant="default" onClick={() => only({ subject: entry.subject })}>{t("audit.same_thing")}</Button>}
        {entry.correlation_id && <Button size="compact-sm" variant="default" onClick={() => only({ correlation_id: entry.correlation_id })}>{t("audit.same_request")}</Button>}
      </Group>
    </details>
  );
}
