/** Something is being fetched: said after a moment, and never for ever, since every call has an end. */
import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function Waiting({ rows = 3 }: { rows?: number }) {
  const { t, ready } = useTranslation(undefined, { useSuspense: false });
  return (
    <Stack gap="sm" p="md" aria-busy="true">
      <VisuallyHidden role="status">{ready ? t("waiting") : ""}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row ? 18 : 28} width={row ? `${90 - row * 12}%` : "40%"} />
      ))}
    </Stack>
  );
}
