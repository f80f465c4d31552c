/** The way to the next page of an endless list. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function MoreRows({ of }: { of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const { t } = useTranslation();
  if (!of.hasNextPage) return null;
  return (
    <Group justify="center" className="no-print">
      <Button variant="default" loading={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {t("more_rows")}
      </Button>
    </Group>
  );
}
