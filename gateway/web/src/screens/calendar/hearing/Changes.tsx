/** Every change of a hearing: what, by whom, at whose request, why; a move with what was before and what is now. */
import { Stack, Text } from "@mantine/core";
import type { components } from "@made/api";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { CourtName, PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useSaid } from "@/parts/said";
import { Instant } from "@/parts/when";

type Change = components["schemas"]["HearingChangeView"];
interface Picture { court_id: string; room_id: string; starts_at: string; ends_at: string; case_ids: string[]; prosecutor_ids: string[] }

const ID = /^[0-9a-f]{8}-/;

export function Changes({ id }: { id: string }) {
  const { t } = useTranslation(["hearing", "choices", "fields"]);
  const params = { path: { hearing_id: id }, query: { limit: 50 } };
  const asked = api.useInfiniteQuery("get", "/api/hearings/{hearing_id}/changes", { params }, PAGES);
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0} empty={t("no_changes")}>
      {(pages) => (
        <Rows
          label={t("part.changes")}
          rows={rowsOf(pages)}
          keyOf={(one) => one.id}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "at", title: t("time"), cell: (one) => <Instant at={one.changed_at} /> },
            { key: "what", title: t("what"), cell: (one) => t(`change.${one.kind}`) },
            { key: "moved", title: t("from_to"), cell: (one) => <Difference of={one} /> },
            { key: "why", title: t("fields:reason"), cell: (one) => <Why of={one} /> },
            { key: "who", title: t("who"), cell: (one) => (ID.test(one.changed_by) ? <PersonName id={one.changed_by} /> : t("by_itself")) },
          ]}
        />
      )}
    </Read>
  );
}

function Why({ of }: { of: Change }) {
  const { t, i18n } = useTranslation(["hearing", "choices"]);
  const { say } = useSaid();
  // Marks give a code for their reason; people give words, and so does the system where it acts for one.
  const reason = of.reason && i18n.exists(`mark.${of.reason}`, { ns: "hearing" }) ? t(`mark.${of.reason}`) : say(of.reason);
  return (
    <>
      {reason ? <bdi>{reason}</bdi> : "–"}
      {of.asked_by && <Text size="sm" c="dimmed">{t(`choices:${of.asked_by}`)}</Text>}
    </>
  );
}

/** What differs between before and after: time, court, room, prosecutors, cases. */
function Difference({ of }: { of: Change }) {
  const { t } = useTranslation("hearing");
  const before = of.before as Picture | null;
  const after = of.after as unknown as Picture;
  if (!before) return <Instant at={after.starts_at} />;
  const parts: ReactNode[] = [];
  if (before.starts_at !== after.starts_at || before.ends_at !== after.ends_at) {
    parts.push(<Pair before={<Instant at={before.starts_at} />} after={<Instant at={after.starts_at} />} />);
  }
  if (before.court_id !== after.court_id) parts.push(<Pair before={<CourtName id={before.court_id} />} after={<CourtName id={after.court_id} />} />);
  else if (before.room_id !== after.room_id) parts.push(t("room"));
  if (before.prosecutor_ids.join() !== after.prosecutor_ids.join()) parts.push(<Pair before={<Names ids={before.prosecutor_ids} />} after={<Names ids={after.prosecutor_ids} />} />);
  if (before.case_ids.join() !== after.case_ids.join()) parts.push(t("cases_changed"));
  if (parts.length === 0) return <>–</>;
  return <Stack gap={2}>{parts.map((part, index) => <div key={index}>{part}</div>)}</Stack>;
}

function Pair({ before, after }: { before: ReactNode; after: ReactNode }) {
  const { t } = useTranslation("hearing");
  return (
    <Text size="sm" component="div">
      <span>{t("before")}: {before}</span>
      <br />
      <span>{t("after")}: <strong>{after}</strong></span>
    </Text>
  );
}

function Names({ ids }: { ids: string[] }) {
  if (ids.length === 0) return <>–</>;
  return ids.map((id, index) => <Fragment key={id}>{index > 0 && ", "}<PersonName id={id} /></Fragment>);
}
