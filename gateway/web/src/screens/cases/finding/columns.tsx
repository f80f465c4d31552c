/** The columns of the list of cases, of which each person chooses their own. */
import { Badge, Checkbox, Fieldset, Group, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DistrictName, FirLabel, PersonName, sectionLabel } from "@/parts/names";
import type { Column } from "@/parts/Rows";
import { Day, Instant, today } from "@/parts/when";

type Row = components["schemas"]["CaseRow"];

const SHOWN = ["stage", "sections", "court_case_number", "next_hearing_at", "next_due_on", "lead_prosecutor_id"];
const ALL = [...SHOWN, "fir_on", "district", "accused_count", "outcome"];
const KEPT = "cmms.case-columns";

export function useColumns(): { columns: Column<Row>[]; chosen: string[]; choose: (columns: string[]) => void } {
  const { t } = useTranslation(["cases", "fields", "choices"]);
  const [chosen, set] = useState<string[]>(() => {
    const kept = localStorage.getItem(KEPT);
    return kept ? kept.split(",").filter((name) => ALL.includes(name)) : SHOWN;
  });
  const cell: Record<string, (row: Row) => React.ReactNode> = {
    stage: (row) => <Badge color="ink" variant="outline">{t(`choices:${row.stage}`)}</Badge>,
    sections: (row) => <bdi dir="ltr">{row.sections.map(sectionLabel).join(", ")}</bdi>,
    court_case_number: (row) => <bdi dir="ltr">{row.court_case_number ?? "–"}</bdi>,
    next_hearing_at: (row) => <Instant at={row.next_hearing_at} />,
    next_due_on: (row) => (row.next_due_on && row.next_due_on < today() ? <Text c="red.9" fw={700} size="sm"><Day on={row.next_due_on} /></Text> : <Day on={row.next_due_on} />),
    lead_prosecutor_id: (row) => <PersonName id={row.lead_prosecutor_id} />,
    fir_on: (row) => <Day on={row.fir_on} />,
    district: (row) => <DistrictName code={row.district} />,
    accused_count: (row) => <span className="number">{row.accused_count}</span>,
    outcome: (row) => (row.outcome ? t(`choices:${row.outcome}`) : "–"),
  };
  const columns = [
    { key: "fir", title: t("fir"), cell: (row: Row) => <Fir of={row} /> },
    ...ALL.filter((name) => chosen.includes(name)).map((name) => ({ key: name, title: t(`fields:${name}`), cell: cell[name]! })),
  ];
  const choose = (names: string[]) => {
    localStorage.setItem(KEPT, names.join(","));
    set(names);
  };
  return { columns, chosen, choose };
}

function Fir({ of }: { of: Row }) {
  const { t } = useTranslation("cases");
  return (
    <>
      <Link to={`/cases/${of.id}`}><FirLabel of={of} /></Link>
      {of.is_sealed && <Badge ms={6} color="grape.9" variant="outline">{t("sealed")}</Badge>}
      {of.is_terrorism && <Badge ms={6} color="red.9" variant="outline">{t("terrorism")}</Badge>}
    </>
  );
}

export function ChooseColumns({ chosen, choose }: { chosen: string[]; choose: (columns: string[]) => void }) {
  const { t } = useTranslation(["cases", "fields"]);
  return (
    <Fieldset legend={t("columns")} className="no-print">
      <Group>
        {ALL.map((name) => (
          <Checkbox
            key={name}
            label={t(`fields:${name}`)}
            checked={chosen.includes(name)}
            onChange={(event) => choose(event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name))}
          />
        ))}
      </Group>
    </Fieldset>
  );
}
