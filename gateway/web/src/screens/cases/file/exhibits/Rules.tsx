/** What counts as a gap in a chain of custody, and on what authority: so that a badge can be argued with. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, PAGES, rowsOf } from "@/api/reading";
import { Read } from "@/parts/Read";
import { Rows } from "@/parts/Rows";
import { LawSource, Sentence } from "@/parts/Sentence";

export function CustodyRules() {
  const { t } = useTranslation("file");
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("custody_rules")}</summary>
      {isOpen && <Table />}
    </details>
  );
}

function Table() {
  const { t } = useTranslation(["file", "fields", "choices"]);
  const asked = api.useInfiniteQuery("get", "/api/custody-rules", { params: { query: { limit: 100 } } }, { ...PAGES, staleTime: 3_600_000 });
  return (
    <Read from={asked}>
      {(pages) => (
        <Rows
          label={t("custody_rules")}
          rows={rowsOf(pages).filter(({ valid_to }) => valid_to === null)}
          keyOf={({ rule }) => rule}
          columns={[
            { key: "says", title: t("what"), cell: (row) => <Sentence says={row.says} /> },
            { key: "days", title: t("fields:days"), cell: (row) => <span className="number">{row.days ?? "–"}</span> },
            { key: "natures", title: t("fields:nature"), cell: (row) => row.natures?.map((nature) => t(`choices:${nature}`)).join(t("common:comma")) ?? t("natures_all") },
            { key: "source", title: t("source"), cell: (row) => <LawSource of={row.source} /> },
          ]}
        />
      )}
    </Read>
  );
}
