/** Administration: people and roles, courts and their calendar, the roster, the law's rules, templates and messages, the system. */
import "@/styles/rest.css";
import { Button, Group } from "@mantine/core";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, Route, Routes, useLocation } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { useSession } from "@/app/session";

const People = lazy(() => import("./people"));
const Courts = lazy(() => import("./courts"));
const Holidays = lazy(() => import("./holidays"));
const Roster = lazy(() => import("./roster"));
const Rules = lazy(() => import("./rules"));
const Templates = lazy(() => import("./templates"));
const Messages = lazy(() => import("./messages"));

const PAGES = [
  { page: "people", needs: "accounts.read", screen: People },
  { page: "courts", needs: "scheduling.courts", screen: Courts },
  { page: "holidays", needs: "scheduling.holidays", screen: Holidays },
  { page: "roster", needs: "scheduling.roster", screen: Roster },
  { page: "rules", needs: "cases.read", screen: Rules },
  { page: "templates", needs: "notifications.messages", screen: Templates },
  { page: "messages", needs: "notifications.messages", screen: Messages },
];

export default function AdministrationScreen() {
  const { t } = useTranslation("administration");
  const { may } = useSession();
  const { pathname } = useLocation();
  const mine = PAGES.filter(({ needs }) => may(needs));
  const first = mine[0]?.page;
  return (
    <>
      <Group component="nav" aria-label={t("pages")} gap="xs" mb="md" className="no-print">
        {mine.map(({ page }) => {
          const path = `/administration/${page}`;
          return (
            <Button key={page} component={Link} to={path} size="compact-md" variant={pathname === path ? "filled" : "default"} aria-current={pathname === path ? "page" : undefined}>
              {t(`page.${page}`)}
            </Button>
          );
        })}
        <Button component="a" href="/api/state" size="compact-md" variant="default">{t("page.state")}</Button>
      </Group>
      <Routes>
        <Route index element={first ? <Navigate to={`/administration/${first}`} replace /> : <Nowhere />} />
        {mine.map(({ page, screen: Screen }) => <Route key={page} path={page} element={<Screen />} />)}
        <Route path="*" element={<Nowhere />} />
      </Routes>
    </>
  );
}
