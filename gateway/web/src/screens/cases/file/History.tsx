/** Who did what with this case, when and why. */
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { PersonName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { Instant } from "@/parts/when";
import type { PartProps } from ".";

export interface Done { at: string; action: string; actor_id: string; reason: string | null }

/** Give what one person did several times on end as one row: to open a sealed page reads the case many times. */
export function together<T extends Done>(rows: T[]): (T & { count: number })[] {
  const found: (T & { count: number })[] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last && last.action === row.action && last.actor_id === row.actor_id && last.reason === row.reason) last.count += 1;
    else found.push({ ...row, count: 1 });
  }
  return found;
}

export default function History({ of }: PartProps) {
  const { t, i18n } = useTranslation(["file", "actions"]);
  const asked = api.useInfiniteQuery("get", "/api/cases/{case_id}/history", { params: { path: { case_id: of.id }, query: { limit: 50 } } }, PAGES);
  const say = (action: string) => (i18n.exists(action, { ns: "actions" }) ? t(`actions:${action}`) : action.replaceAll("_", " "));
  return (
    <Read from={asked} isEmpty={(pages) => rowsOf(pages).length === 0}>
      {(pages) => (
        <Rows
          label={t("part.history")}
          rows={together(rowsOf(pages))}
          keyOf={(row) => `${row.at} ${row.action}`}
          more={{ has: asked.hasNextPage, isLoading: asked.isFetchingNextPage, load: () => void asked.fetchNextPage() }}
          columns={[
            { key: "at", title: t("when"), cell: (row) => <Instant at={row.at} /> },
            { key: "action", title: t("what"), cell: (row) => <>{say(row.action)}{row.count > 1 && <> · {t("times", { count: row.count })}</>}</> },
            { key: "actor", title: t("who"), cell: (row) => (/^[0-9a-f-]{36}$/.test(row.actor_id) ? <PersonName id={row.actor_id} /> : t("the_system")) },
            { key: "reason", title: t("why"), cell: (row) => <bdi>{row.reason ?? ""}</bdi> },
          ]}
        />
      )}
    </Read>
  );
}
