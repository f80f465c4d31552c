/** How two lists differ: what is new, what is gone, what has another time, purpose or place; each entry by its case where it is known. */
import { Badge, Text } from "@mantine/core";
import type { components } from "@made/api";
import { useTranslation } from "react-i18next";
import { CaseLink, useCodes } from "@/parts/names";
import { Rows } from "@/parts/Rows";
import { useWhen } from "@/parts/when";

type Found = components["schemas"]["CauseListChanges"];
type Change = Found["items"][number];

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function Changes({ of }: { of: Found }) {
  const { t } = useTranslation("lists");
  const { day } = useWhen();
  if (!of.compared_with) return <Text c="dimmed" size="sm">{t("nothing_before")}</Text>;
  return (
    <>
      {DAY.test(of.compared_with) && <Text size="sm" c="dimmed">{t("compared_with", { day: day(of.compared_with) })}</Text>}
      {of.items.length === 0 && <Text size="sm">{t("no_changes")}</Text>}
      {of.items.length > 0 && (
        <Rows
          label={t("changes")}
          rows={of.items}
          keyOf={(one) => `${one.kind} ${one.key}`}
          columns={[
            { key: "entry", title: t("entry"), cell: (one) => <EntryName of={one.key} /> },
            { key: "kind", title: t("change"), cell: (one) => <Badge color={one.kind === "gone" ? "amber.9" : "ink"} variant="outline">{t(`changed.${one.kind}`)}</Badge> },
            { key: "before", title: t("was"), cell: (one) => <Side of={one} at="before" /> },
            { key: "after", title: t("is"), cell: (one) => <Side of={one} at="after" /> },
          ]}
        />
      )}
    </>
  );
}

function EntryName({ of }: { of: string }) {
  const id = of.split(":").at(-1) ?? of;
  return ID.test(id) ? <CaseLink id={id} /> : <bdi>{of.replace(/^[a-z]+:/, "")}</bdi>;
}

/** One side of a change: only what it is about. */
function Side({ of, at }: { of: Change; at: "before" | "after" }) {
  const { t } = useTranslation("lists");
  const title = useCodes();
  const serial = of[`serial_${at}`];
  if (serial === null) return <>–</>;
  if (of.kind === "moved") return <bdi className="number">{of[`time_${at}`] ?? "–"}</bdi>;
  if (of.kind === "purpose_changed") return <>{title("purpose", of[`purpose_${at}`])}</>;
  return <>{t("at_number", { number: serial })}{of.kind !== "reordered" && of[`time_${at}`] && <> · <bdi className="number">{of[`time_${at}`]}</bdi></>}</>;
}
