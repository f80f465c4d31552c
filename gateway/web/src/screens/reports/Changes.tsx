/** What a report that was made would show otherwise now: figure by figure, then and now. */
import { Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { useSaid } from "@/parts/said";
import { GroupLabel } from "./labels";
import { readPlace } from "./places";

type Made = components["schemas"]["MadeReportView"];
const AGES = ["under_3_months", "months_3_to_6", "months_6_to_12", "years_1_to_2", "over_2_years"];

export function Changes({ of }: { of: Made }) {
  const { t } = useTranslation(["reports", "fields"]);
  const figure = useFigureName(of);
  const asked = api.useQuery("get", "/api/reports/{report_id}/changes", { params: { path: { report_id: of.id } } });
  const by = String((of.asked as Record<string, unknown>).by ?? "");
  return (
    <Read from={asked} isEmpty={({ changes }) => changes.length === 0} empty={t("no_changes")}>
      {({ changes }) => (
        <Rows
          label={t("changes")}
          rows={changes.map((one) => ({ ...one, at: readPlace(one.place) }))}
          keyOf={({ place }) => place}
          columns={[
            {
              key: "row",
              title: t(by ? `by_${by}` : "row"),
              cell: ({ at }) => (at.group ? <GroupLabel by={by} of={at.group} /> : at.row ? t("row_number", { number: at.row }) : t("total")),
            },
            { key: "figure", title: t("figure"), cell: ({ at }) => figure(at.figure) },
            { key: "then", title: t("then"), cell: ({ then }) => <Figure of={then} /> },
            { key: "now", title: t("now"), cell: ({ now }) => <Figure of={now} /> },
          ]}
        />
      )}
    </Read>
  );
}

function Figure({ of }: { of: unknown }) {
  const { t } = useTranslation("reports");
  if (of === null || of === undefined) return <>–</>;
  if (typeof of === "object") return <Text span size="sm">{t("another_row")}</Text>;
  return <bdi className="number">{String(of)}</bdi>;
}

/** A figure's name: our own word, or the return's own heading of the column. */
function useFigureName(of: Made): (name: string) => string {
  const { t, i18n } = useTranslation(["reports", "fields"]);
  const { say } = useSaid();
  const query = of.asked as never;
  const asked = api.useQuery("get", "/api/court-returns", { params: { query } }, { enabled: of.kind === "return", staleTime: 600_000 });
  return (name) => {
    const column = asked.data?.columns.find((one) => one.name === name);
    if (column) return say(column.says, column.says_ur);
    if (AGES.includes(name)) return `${t("pending_by_age")}: ${t(`ages.${name}`)}`;
    return i18n.exists(name, { ns: "fields" }) ? t(`fields:${name}`) : t("another_figure");
  };
}
