/** Rows of courts' lists: as printed, which cases they may be, what is odd about them, and the two ways to settle one that waits. */
import { Badge, Group, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { CaseLink, CourtName, PersonName, useCodes } from "@/parts/names";
import { Rows } from "@/parts/Rows";
import { useSaid } from "@/parts/said";
import { Day } from "@/parts/when";
import { useWarnings } from "./warnings";

type Row = components["schemas"]["CauseListRowView"] & { import_id: string; version?: number | undefined; court_id?: string; listed_on?: string };
interface Props { rows: Row[]; of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }

export function ListedRows({ rows, of }: Props) {
  const { t } = useTranslation("lists");
  const title = useCodes();
  const { say } = useSaid();
  const warn = useWarnings();
  const isQueue = rows.some(({ court_id }) => court_id);
  return (
    <Rows
      label={t("rows")}
      rows={rows}
      keyOf={(row) => `${row.import_id} ${row.row}`}
      more={{ has: of.hasNextPage, isLoading: of.isFetchingNextPage, load: () => void of.fetchNextPage() }}
      columns={[
        { key: "row", title: t("line"), cell: (row) => <span className="number">{row.row}</span> },
        ...(isQueue ? [{ key: "list", title: t("list"), cell: (row: Row) => <Link to={`/calendar/lists/${row.import_id}`}><CourtName id={row.court_id} /> · <Day on={row.listed_on} /></Link> }] : []),
        { key: "printed", title: t("printed"), cell: (row) => <Printed of={row} /> },
        { key: "purpose", title: t("purpose"), cell: (row) => title("purpose", row.purpose) },
        { key: "case", title: t("case"), cell: (row) => <Cases of={row} /> },
        {
          key: "state",
          title: t("state"),
          cell: (row) => (
            <>
              <Badge color={row.awaits_clerk ? "amber.9" : "gray.8"}>{t(row.done ? `done.${row.done}` : `row_state.${row.state}`)}</Badge>
              {row.warnings.map((one) => <Text key={one} size="xs" c="dimmed">{warn(one)}</Text>)}
              {row.resolved_because && <Text size="xs"><PersonName id={row.resolved_by} />: <span dir="auto">{say(row.resolved_because)}</span></Text>}
            </>
          ),
        },
        { key: "steps", title: t("steps"), cell: (row) => row.awaits_clerk && <Settle of={row} /> },
      ]}
    />
  );
}

function Printed({ of }: { of: Row }) {
  const { parties } = of.printed as { parties?: string };
  return (
    <>
      <bdi>{of.number_as_printed ?? "–"}</bdi>
      {parties && <Text size="xs" c="dimmed"><bdi>{parties}</bdi></Text>}
    </>
  );
}

/** The cases a row is about; while that is open, those its numbers may mean. */
function Cases({ of }: { of: Row }) {
  const { t } = useTranslation("lists");
  const candidates = [...new Set((of.candidates as { case_id: string }[][]).flat().map(({ case_id }) => case_id))];
  if (of.case_ids.length > 0) return of.case_ids.map((id) => <div key={id}><CaseLink id={id} /></div>);
  if (candidates.length === 0) return <>–</>;
  return (
    <>
      <Text size="xs" c="dimmed">{t("one_of")}</Text>
      {candidates.map((id) => <div key={id}><CaseLink id={id} /></div>)}
    </>
  );
}

function Settle({ of }: { of: Row }) {
  const params = { import_id: of.import_id, row: String(of.row) };
  return (
    <Group gap={4} className="no-print">
      <ProcedureButton operation="resolve_cause_list_row" params={params} version={of.version} button={{ size: "compact-sm" }} />
      <ProcedureButton operation="dismiss_cause_list_row" params={params} version={of.version} button={{ size: "compact-sm", variant: "default" }} />
    </Group>
  );
}
