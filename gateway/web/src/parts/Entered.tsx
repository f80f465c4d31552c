/** What somebody entered in a form, in words: fields by their names, groups within, lists one by one; ids that have no name stay out. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isNothing, Value } from "./Facts";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const NAMED = /(court_id|prosecutor_id|owner_id)$/;

function isShown(name: string, value: unknown): boolean {
  return !isNothing(value) && !(typeof value === "string" && ID.test(value) && !NAMED.test(name));
}

export function Entered({ of }: { of: object }) {
  const { t } = useTranslation("fields");
  return (
    <dl className="facts">
      {Object.entries(of).filter(([name, value]) => isShown(name, value)).map(([name, value]) => (
        <div key={name}>
          <Text component="dt" size="sm" c="dimmed">{t(name)}</Text>
          <Text component="dd" size="sm" m={0} style={{ whiteSpace: "pre-line" }}>{show(name, value)}</Text>
        </div>
      ))}
    </dl>
  );
}

function show(name: string, value: unknown): ReactNode {
  if (Array.isArray(value)) return value.map((one, index) => <div key={index}>{show(name, one)}</div>);
  if (typeof value === "object" && value !== null) return <Entered of={value} />;
  return isShown(name, value) ? <Value name={name} value={value} /> : "…";
}
