/** A chart of bars with its table: the bar stands beside the number, so that one is never without the other. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export interface Bar { key: string; label: React.ReactNode; value: number | null; says?: string; colour?: string }

export function Bars({ title, bars, most }: { title: string; bars: Bar[]; most?: number }) {
  const { t } = useTranslation("reports");
  const top = most ?? Math.max(1, ...bars.map(({ value }) => value ?? 0));
  if (bars.every(({ value }) => value === 0)) {
    return (
      <>
        <Text fw={600}>{title}</Text>
        <Text size="sm" c="dimmed">{t("none_in_these_days")}</Text>
      </>
    );
  }
  return (
    <table className="bars" aria-label={title}>
      <caption>{title}</caption>
      <tbody>
        {bars.map(({ key, label, value, says, colour }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td>
              <span className="bar" aria-hidden style={{ width: `${(100 * (value ?? 0)) / top}%`, background: colour ?? "#22598c" }} />
            </td>
            <td className="number"><Text span size="sm" fw={600}>{says ?? value ?? "–"}</Text></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
