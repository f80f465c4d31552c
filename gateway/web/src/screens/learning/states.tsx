/** How far a learner is, in a word and a colour. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";

const COLOURS: Record<string, string> = { passed: "#1d5e38", failed: "red.9", started: "ink.7", submitted: "gray.7", lapsed: "amber.9", open: "ink.7" };

export function StateBadge({ of }: { of: string }) {
  const { t } = useTranslation("choices");
  return <Badge color={COLOURS[of] ?? "gray.7"}>{t(of)}</Badge>;
}
