/** A part of My day, under a title that leads to where all of it is. */
import { Card, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";

export function Part({ title, to, children }: { title: string; to?: string; children: ReactNode }) {
  return (
    <Card withBorder component="section" padding="md" aria-label={title}>
      <Title order={2} size="h4" mb="xs">
        {to ? <Link to={to}>{title}</Link> : title}
      </Title>
      {children}
    </Card>
  );
}
