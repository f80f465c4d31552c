/** A table of rows: a real table on a desk, cards on a phone; its first column names the row. */
import { Button, Group } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

export interface Column<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  more?: { has: boolean; isLoading: boolean; load: () => void };
}

const AT_FIRST = 50;

/** Give the first rows of many that came at once, and the way to show more: each may ask for names of its own. */
export function useFirstRows<T>(rows: T[]): [T[], NonNullable<Props<T>["more"]>] {
  const [most, setMost] = useState(AT_FIRST);
  return [rows.slice(0, most), { has: rows.length > most, isLoading: false, load: () => setMost(most + AT_FIRST) }];
}

/** What stands in the way of a plan comes first, so that none of it lies behind the rows shown at first. */
export function obstaclesFirst<T extends { obstacle: string | null }>(steps: T[]): T[] {
  return [...steps.filter(({ obstacle }) => obstacle), ...steps.filter(({ obstacle }) => !obstacle)];
}

export function Rows<T>({ label, columns, rows, keyOf, more }: Props<T>) {
  const { t } = useTranslation();
  return (
    <>
      <table className="rows" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title }) => (
              <th key={key} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, title, cell }, index) =>
                index === 0 ? (
                  <th key={key} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={key} data-label={title}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {more?.has && (
        <Group justify="center" mt="md" className="no-print">
          <Button variant="default" loading={more.isLoading} onClick={more.load}>
            {t("more_rows")}
          </Button>
        </Group>
      )}
    </>
  );
}
