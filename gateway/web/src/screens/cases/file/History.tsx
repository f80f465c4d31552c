/** Who did what with this case, when and why. */
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import type { PartProps } from ".";

export default function History({ of }: PartProps) {
  const { t, i18n } = useTranslation(["file", "actions"]);
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/history", { params: { path: { case_id: of.id }, query: { limit: 50 } } }, PAGES);
  const say = (action: string) => (i18n.exists(action, { ns: "actions" }) ? t(`actions:${action}`) : action.replaceAll("_", " "));
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0}>
      {(pages) => (
        <Rows
          label={t("part.history")}
          rows={rowsOf(pages)}
          keyOf={(row) => `${row.at} ${row.action}`}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "at", title: t("when"), cell: (row) => <Instant at={row.at} /> },
            { key: "action", title: t("what"), cell: (row) => say(row.action) },
            { key: "actor", title: t("who"), cell: (row) => (/^[0-9a-f-]{36}$/.test(row.actor_id) ? <PersonName id={row.actor_id} /> : t("the_system")) },
            { key: "reason", title: t("why"), cell: (row) => <bdi>{row.reason ?? ""}</bdi> },
          ]}
        />
      )}
    </Read>
  );
}
