/** The way between the pages of the administration: by group on a desk, folded behind the page one is on on a phone. */
import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { FoldedMenu } from "@/parts/FoldedMenu";
import { GROUPS, type AdministrationPage } from "./pages";

export function Menu({ pages }: { pages: AdministrationPage[] }) {
  const { t } = useTranslation("administration");
  const { pathname } = useLocation();
  const here = pages.find(({ page }) => isHere(pathname, page));
  return (
    <FoldedMenu label={t("pages")} folded={here ? t("menu_at", { page: t(`page.${here.page}`) }) : t("pages")} mb="md">
      <Groups pages={pages} />
    </FoldedMenu>
  );
}

function isHere(pathname: string, page: string): boolean {
  return `${pathname}/`.startsWith(`/administration/${page}/`);
}

function Groups({ pages }: { pages: AdministrationPage[] }) {
  const { t } = useTranslation("administration");
  const { pathname } = useLocation();
  return (
    <Group gap="lg" align="flex-start">
      {GROUPS.map((group) => {
        const own = pages.filter((one) => one.group === group);
        if (own.length === 0) return null;
        return (
          <div key={group} role="group" aria-label={t(`group.${group}`)}>
            <Text size="xs" c="dimmed" mb={4} aria-hidden>{t(`group.${group}`)}</Text>
            <Group gap={4}>
              {own.map(({ page }) => (
                <Button
                  key={page}
                  component={Link}
                  to={`/administration/${page}`}
                  size="compact-md"
                  variant={isHere(pathname, page) ? "filled" : "default"}
                  aria-current={isHere(pathname, page) ? "page" : undefined}
                >
                  {t(`page.${page}`)}
                </Button>
              ))}
            </Group>
          </div>
        );
      })}
    </Group>
  );
}
