/** A table of rows: a real table on a desk, cards on a phone; its first column names the row. */
import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
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
