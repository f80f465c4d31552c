/** What a prosecutor may stand in besides ordinary cases, by which order, and until when. */
import { Badge, Card, Group, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/api/reading";
import { ProcedureButton } from "@/forms/ProcedureButton";
import { useCodes } from "@/parts/names";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource } from "@/parts/Sentence";
import { Day, today } from "@/parts/when";

export function Qualifications({ prosecutorId }: { prosecutorId: string }) {
  const { t } = useTranslation(["postings", "fields"]);
  const path = { prosecutor_id: prosecutorId };
  const title = useCodes();
  const asked = api.useQuery("get", "/api/roster/{prosecutor_id}/qualifications", { params: { path } });
  return (
    <Card withBorder>
      <Title order={2} size="h4">{t("qualifications")}</Title>
      <Read from={asked} isEmpty={({ items }) => items.length === 0} empty={t("no_qualifications")}>
        {({ items }) => (
          <Rows
            label={t("qualifications")}
            rows={items}
            keyOf={(row) => row.id}
            columns={[
              { key: "what", title: t("may_stand_in"), cell: (row) => <>{title("qualification", row.qualification)} {isOver(row.valid_to) && <Badge color="gray.7">{t("over")}</Badge>}</> },
              { key: "from", title: t("fields:valid_from"), cell: (row) => <Day on={row.valid_from} /> },
              { key: "to", title: t("fields:valid_to"), cell: (row) => <Day on={row.valid_to} /> },
              { key: "source", title: t("fields:source"), cell: (row) => <LawSource of={row.source} /> },
              { key: "steps", title: t("steps"), cell: (row) => !isOver(row.valid_to) && <ProcedureButton operation="end_qualification" params={{ ...path, qualification_id: row.id }} known={{ valid_to: today() }} button={{ size: "compact-sm", variant: "default" }} /> },
            ]}
          />
        )}
      </Read>
      <Group mt="xs" className="no-print">
        <ProcedureButton operation="qualify_prosecutor" params={path} known={{ valid_from: today() }} button={{ size: "compact-sm" }} />
      </Group>
    </Card>
  );
}

function isOver(day: string | null): boolean {
  return !!day && day < today();
}
