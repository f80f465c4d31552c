/** One fact under its name, within a list of facts, that needs more than a value by itself. */
import { Text } from "@mantine/core";
import type { ReactNode } from "react";

export function Named({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">{name}</Text>
      <Text component="dd" size="sm" m={0}>{children}</Text>
    </div>
  );
}
