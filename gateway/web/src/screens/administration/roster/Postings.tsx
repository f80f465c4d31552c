/** Where a prosecutor works, from which day on, by which order; a posting that begins later is there already. */
import { Badge, Card, Group, Title } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { DesignationName, DistrictName } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource } from "@/parts/Sentence";
import { useInTheWay } from "@/parts/StandsInTheWay";
import { Day, today } from "@/parts/when";

type Posting = components["schemas"]["PostingView"];

export function Postings({ entry }: { entry: components["schemas"]["RosterEntryView"] }) {
  const { t } = useTranslation(["postings", "fields"]);
  const path = { prosecutor_id: entry.id };
  const { note, onDone } = useInTheWay();
  const asked = api.useQuery("get", "/api/roster/{prosecutor_id}/postings", { params: { path } });
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("postings")}</Title>
      {note}
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_postings")}>
        {({ items }) => (
          <Rows
            label={t("postings")}
            rows={items}
            keyOf={(row) => row.id}
            columns={[
              { key: "from", title: t("fields:valid_from"), cell: (row) => <><Day on={row.first_on} /> {phaseOf(row) && <Badge color="ink" variant="outline">{t(phaseOf(row)!)}</Badge>}</> },
              { key: "to", title: t("fields:valid_to"), cell: (row) => <Day on={row.last_on} /> },
              { key: "designation", title: t("fields:designation"), cell: (row) => <DesignationName code={row.designation} /> },
              { key: "district", title: t("fields:district"), cell: (row) => <><DistrictName code={row.district} />{row.seat !== row.district && <> (<DistrictName code={row.seat} />)</>}</> },
              { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
            ]}
          />
        )}
      </Read>
      <Group mt="xs" className="no-print">
        <ProcedureButton operation="post_prosecutor" params={path} version={entry.version} known={{ first_on: today(1), designation: entry.designation ?? undefined }} onDone={onDone} button={{ size: "compact-sm" }} />
      </Group>
    </Card>
  );
}

function phaseOf({ first_on, last_on }: Posting): "now" | "to_come" | undefined {
  if (first_on && first_on > today()) return "to_come";
  return !last_on || last_on >= today() ? "now" : undefined;
}
