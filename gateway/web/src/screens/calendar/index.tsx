/** The calendar: one's own, a court's, a prosecutor's; hearings and those without a date; cause lists, leave, rosters, clearing days. */
import "@/styles/rest.css";
import "@/styles/schedule.css";
import { Button, Group } from "@mantine/core";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { Link, Route, Routes, useLocation } from "react-router";
import { Nowhere } from "@/app/Nowhere";
import { useSession } from "@/app/session";
import { FoldedMenu } from "@/parts/FoldedMenu";
import { CalendarView } from "./view";

const CauseLists = lazy(() => import("./lists/made"));
const Leave = lazy(() => import("./leave"));
const Clearing = lazy(() => import("./clearing"));
const CourtsLists = lazy(() => import("./lists/taken"));
const DutyRoster = lazy(() => import("./duties"));
const Plans = lazy(() => import("./roster/plans"));
const Plan = lazy(() => import("./roster/plan"));
const Hearing = lazy(() => import("./hearing"));
const Awaiting = lazy(() => import("./awaiting").then((found) => ({ default: found.AwaitingList })));
const AwaitingOne = lazy(() => import("./awaiting").then((found) => ({ default: found.AwaitingOne })));
const Sitting = lazy(() => import("./sitting"));
const OneLeave = lazy(() => import("./oneLeave"));
const Own = lazy(() => import("./own"));
const Subscribe = lazy(() => import("./subscribe"));

const PAGES = [
  { path: "/calendar", key: "page.calendar", needs: "scheduling.read" },
  { path: "/calendar/awaiting", key: "page.awaiting", needs: "scheduling.read" },
  { path: "/calendar/cause-list", key: "page.cause_list", needs: "scheduling.read" },
  { path: "/calendar/lists", key: "page.lists", needs: "scheduling.cause_lists" },
  { path: "/calendar/roster", key: "page.roster", needs: "scheduling.plan_roster" },
  { path: "/calendar/duties", key: "page.duties", needs: "scheduling.read" },
  { path: "/calendar/leave", key: "page.leave", needs: "scheduling.read" },
  { path: "/calendar/own", key: "page.own", needs: "scheduling.apply_for_leave" },
  { path: "/calendar/clearing", key: "page.clearing", needs: "scheduling.clear_courts" },
  { path: "/calendar/subscribe", key: "page.subscribe", needs: "scheduling.read" },
];

export default function CalendarScreen() {
  return (
    <>
      <Pages />
      <Routes>
        <Route index element={<CalendarView />} />
        <Route path="cause-list/*" element={<CauseLists />} />
        <Route path="lists/*" element={<CourtsLists />} />
        <Route path="duties" element={<DutyRoster />} />
        <Route path="roster" element={<Plans />} />
        <Route path="roster/:planId" element={<Plan />} />
        <Route path="leave" element={<Leave />} />
        <Route path="leave/:leaveId" element={<OneLeave />} />
        <Route path="own" element={<Own />} />
        <Route path="hearings/:hearingId" element={<Hearing />} />
        <Route path="awaiting" element={<Awaiting />} />
        <Route path="awaiting/:unscheduledId" element={<AwaitingOne />} />
        <Route path="sittings/:sittingId" element={<Sitting />} />
        <Route path="clearing/*" element={<Clearing />} />
        <Route path="subscribe" element={<Subscribe />} />
        <Route path="*" element={<Nowhere />} />
      </Routes>
    </>
  );
}

function Pages() {
  const { t } = useTranslation("calendar");
  const { may } = useSession();
  const { pathname } = useLocation();
  const pages = PAGES.filter(({ needs }) => may(needs));
  const here = pages.find(({ path }) => pathname === path);
  return (
    <FoldedMenu label={t("pages")} folded={here ? t("menu_at", { page: t(here.key) }) : t("pages")} mb="md">
      <Group gap="xs">
        {pages.map(({ path, key }) => (
          <Button
            key={path}
            component={Link}
            to={path}
            size="compact-md"
            variant={pathname === path ? "filled" : "default"}
            aria-current={pathname === path ? "page" : undefined}
          >
            {t(key)}
          </Button>
        ))}
      </Group>
    </FoldedMenu>
  );
}
