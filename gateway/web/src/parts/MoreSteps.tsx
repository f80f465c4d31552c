/** Steps that are rarer: behind one word, so that the usual ones stand out. */
import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function MoreSteps({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <details className="no-print more-steps">
      <summary>{t("more_steps")}</summary>
      <Group gap="xs" mt="xs">
        {children}
      </Group>
    </details>
  );
}
