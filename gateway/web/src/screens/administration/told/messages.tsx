/** What was written to whom, by which way, and what became of it. */
import { Anchor, Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api, PAGES, rowsOf } from "@/api/reading";
import { CaseCondition, DayCondition, useConditions, WordCondition, type Conditions } from "@/parts/conditions";
import { Page } from "@/parts/Page";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import { CaseInSight } from "../system/watched";
import { CHANNELS, Reason, Status, STATUSES } from "./says";
import { Ways } from "./ways";

const NAMES = ["status", "channel", "case_id", "written_from", "written_to"] as const;
type Wanted = Conditions<(typeof NAMES)[number]>;

export default function Messages() {
  const { t } = useTranslation("watching");
  const wanted = useConditions(NAMES);
  return (
    <Page title={t("messages.title")} under={t("messages.help")}>
      <Ways />
      <Search wanted={wanted} />
      <MessageRows of={wanted.of} />
    </Page>
  );
}

function Search({ wanted: { of, set, isAny } }: { wanted: Wanted }) {
  const { t } = useTranslation(["watching", "choices"]);
  return (
    <Group component="search" aria-label={t("audit.search")} align="flex-end" className="no-print">
      <WordCondition label={t("message.state")} any={t("messages.any_state")} value={of.status} set={(status) => set({ status })} words={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))} />
      <WordCondition label={t("messages.way")} any={t("messages.any_channel")} value={of.channel} set={(channel) => set({ channel })} words={CHANNELS.map((value) => ({ value, label: t(`choices:${value}`) }))} />
      <CaseCondition label={t("audit.case")} any={t("audit.anything")} value={of.case_id} set={(case_id) => set({ case_id })} />
      <DayCondition label={t("messages.from")} value={of.written_from} set={(written_from) => set({ written_from })} />
      <DayCondition label={t("messages.to")} value={of.written_to} set={(written_to) => set({ written_to })} />
      {isAny && <Button variant="default" onClick={() => set(Object.fromEntries(NAMES.map((name) => [name, ""])))}>{t("audit.clear")}</Button>}
    </Group>
  );
}

/** A list of messages, of all or of one recipient. */
export function MessageRows({ of }: { of: Partial<Record<(typeof NAMES)[number] | "recipient_id", string>> }) {
  const { t } = useTranslation(["watching", "choices"]);
  const query = { limit: 50, ...of } as { limit: number; status?: (typeof STATUSES)[number]; channel?: (typeof CHANNELS)[number] };
  const asked = api.useInfiniteQuery("get", "/api/messages", { params: { query } }, PAGES);
  return (
    <Read from={asked} rows={8} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("messages.none")}>
      {(pages) => (
        <Rows
          label={t("messages.title")}
          rows={rowsOf(pages)}
          keyOf={(row) => row.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "what", title: t("messages.what"), cell: (row) => <Anchor component={Link} to={`/administration/messages/${row.id}`}>{t(`choices:${row.code}`)}</Anchor> },
            { key: "case", title: t("audit.case"), cell: (row) => <CaseInSight id={row.case_id} /> },
            { key: "way", title: t("messages.way"), cell: (row) => <>{t(`choices:${row.channel}`)}{row.language && <> · {t(`choices:${row.language}`)}</>}</> },
            { key: "at", title: t("messages.written"), cell: (row) => <Instant at={row.written_at} /> },
            { key: "status", title: t("message.state"), cell: (row) => <Status of={row.status} /> },
            { key: "why", title: t("audit.why"), cell: (row) => <Reason of={row.reason} /> },
          ]}
        />
      )}
    </Read>
  );
}
