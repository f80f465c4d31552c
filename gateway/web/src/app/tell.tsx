/** Short tellings at the edge of the screen, read out by screen readers, gone by themselves unless something went wrong. */
import { Notification, Stack } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

interface Telling { id: number; says: string; isWrong: boolean }

let tellings: Telling[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(changed: Telling[]): void {
  tellings = changed;
  for (const listener of listeners) listener();
}

export function tell(says: string, { isWrong = false } = {}): void {
  const telling = { id: next++, says, isWrong };
  set([...tellings.slice(-3), telling]);
  if (!isWrong) setTimeout(() => dismiss(telling.id), 6_000);
}

function dismiss(id: number): void {
  set(tellings.filter((telling) => telling.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Tellings() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => tellings);
  return (
    <Stack
      className="no-print"
      gap="xs"
      role="status"
      aria-live="polite"
      style={{ pointerEvents: "none", position: "fixed", insetInlineEnd: 16, bottom: 84, zIndex: 350, maxWidth: "min(420px, 92vw)" }}
    >
      {shown.map(({ id, says, isWrong }) => (
        <Notification
          key={id}
          color={isWrong ? "red.9" : "ink"}
          withBorder
          style={{ pointerEvents: "auto" }}
          onClose={() => dismiss(id)}
          closeButtonProps={{ "aria-label": t("close") }}
        >
          {says}
        </Notification>
      ))}
    </Stack>
  );
}
