/** The tools above a page: turning over and jumping to a page; zooming and turning round. */
import { Button, Group, Text, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fold } from "./folding";

export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

export function PageTools({ page, all, go }: { page: number; all: number; go: (to: number) => void }) {
  const { t } = useTranslation("documents");
  const [typed, setTyped] = useState(String(page));
  useEffect(() => setTyped(String(page)), [page]);
  const jump = () => {
    // Digits may come from an Urdu or a Sindhi keyboard.
    go(Number(fold(typed)));
    setTyped(String(page));
  };
  return (
    <Group className="no-print" gap="xs">
      <Button size="compact-md" variant="default" disabled={page <= 1} onClick={() => go(page - 1)}>{t("page_before")}</Button>
      <TextInput
        aria-label={t("page_jump")}
        inputMode="numeric"
        size="xs"
        w={64}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={jump}
        onKeyDown={(event) => event.key === "Enter" && jump()}
      />
      <Text role="status" size="sm" className="number">{t("page_of", { number: page, all })}</Text>
      <Button size="compact-md" variant="default" disabled={page >= all} onClick={() => go(page + 1)}>{t("page_after")}</Button>
    </Group>
  );
}

export function ViewTools({ zoom, onZoom, onTurn }: { zoom: number; onZoom: (by: 1 | -1) => void; onTurn: () => void }) {
  const { t } = useTranslation("documents");
  return (
    <Group className="no-print" gap="xs">
      <Button size="compact-md" variant="default" disabled={zoom === ZOOMS[0]} onClick={() => onZoom(-1)}>{t("smaller")}</Button>
      <Text role="status" size="sm"><bdi dir="ltr">{Math.round(zoom * 100)}%</bdi></Text>
      <Button size="compact-md" variant="default" disabled={zoom === ZOOMS.at(-1)} onClick={() => onZoom(1)}>{t("larger")}</Button>
      <Button size="compact-md" variant="default" onClick={onTurn}>{t("turn")}</Button>
    </Group>
  );
}
