/** The frame of every page: its title (which gets the focus when the page changes), what one can do here, and the rest.
 *
 * The title stays while words or code of what is below are still being fetched.
 */
import { Group, Stack, Text, Title } from "@mantine/core";
import { Suspense, useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { Waiting } from "./Waiting";

interface Props { title: string; under?: ReactNode; actions?: ReactNode; children: ReactNode }

export function Page({ title, under, actions, children }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} · ${t("short_name")}`;
  }, [title, t]);
  useEffect(() => {
    // The first page of a visit is left alone: its focus belongs to the browser.
    if (document.body.dataset.moved === "yes") heading.current?.focus({ preventScroll: true });
    document.body.dataset.moved = "yes";
    scrollTo(0, 0);
  }, [pathname]);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={1} size="h2" ref={heading} tabIndex={-1}>
            {title}
          </Title>
          {under && (
            <Text c="dimmed" component="div">
              {under}
            </Text>
          )}
        </div>
        {actions && (
          <Group gap="xs" className="no-print">
            <Suspense fallback={null}>{actions}</Suspense>
          </Group>
        )}
      </Group>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </Stack>
  );
}
