/** Facts of a record, name by name: days, instants, people, courts and coded words each shown as what they are. */
import { Text } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Amount } from "./Amount";
import { CourtName, DistrictName, PersonName } from "./names";
import { LawSource } from "./Sentence";
import { sizeOf } from "./sizes";
import { Day, DayAndTime, Instant } from "./when";

type Row = Record<string, unknown>;

const PEOPLE = /^(prosecutor_id|from_id|to_id|lead_prosecutor_id|owner_id|actor_id|given_by|taken_by|proposed_by|reported_by|approval_by|judged_by|answered_by|made_by|done_by|noted_by|recorded_by|asked_by_id|decided_by|uploaded_by)$/;
/** Sums of money, which are sent as texts. */
const AMOUNTS = /^(surety_amount|fine|amount)$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\S*(Z|[+-]\d{2}:\d{2})$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

/** One value, by the name of its field. */
export function Value({ name, value }: { name: string; value: unknown }): ReactNode {
  const { t, i18n } = useTranslation(["choices", "common"]);
  if (isNothing(value)) return "–";
  if (typeof value === "boolean") return t(value ? "common:yes" : "common:no");
  if (Array.isArray(value)) {
    return value.map((one, index) => (
      <Fragment key={index}>
        {index > 0 && t("common:comma")}
        <Value name={name} value={one} />
      </Fragment>
    ));
  }
  if (name === "size" && typeof value === "number") return <FileSize bytes={value} />;
  if (typeof value === "number") return <span className="number">{value}</span>;
  const text = String(value);
  if (name.endsWith("_on") || DAY.test(text)) return <Day on={text} />;
  if (name === "next_hearing_at" || name === "starts_at") return <DayAndTime at={text} />;
  if (name.endsWith("_at") || INSTANT.test(text)) return <Instant at={text} />;
  if (AMOUNTS.test(name)) return <Amount of={text} />;
  if (name === "district" || name === "districts") return <DistrictName code={text} />;
  if (name.endsWith("court_id")) return <CourtName id={text} />;
  if (PEOPLE.test(name) && ID.test(text)) return <PersonName id={text} />;
  if (i18n.exists(text, { ns: "choices" })) return t(`choices:${text}`);
  if (name === "source" || name.endsWith("_source")) return <LawSource of={text} />;
  return <bdi>{text}</bdi>;
}

function FileSize({ bytes }: { bytes: number }) {
  const { t } = useTranslation();
  const { unit, count } = sizeOf(bytes);
  return <span className="number">{t(`file_size.${unit}`, { count })}</span>;
}

/** The names and values that are there; nothing is shown of what is not. */
export function Facts({ of, show, extra }: { of: object; show: string[]; extra?: ReactNode }) {
  const { t } = useTranslation("fields");
  const row = of as Row;
  const there = show.filter((name) => !isNothing(row[name]));
  return (
    <dl className="facts">
      {there.map((name) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">
            {t(name)}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ whiteSpace: "pre-line" }}>
            <Value name={name} value={row[name]} />
          </Text>
        </div>
      ))}
      {extra}
    </dl>
  );
}
