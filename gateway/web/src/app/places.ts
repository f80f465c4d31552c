/** The places of the client: what each needs to be shown in the navigation, and the code that draws it. */
import {
  IconBooks, IconCalendar, IconChartBar, IconFiles, IconFolders, IconInbox, IconSettings, IconSunHigh,
} from "@tabler/icons-react";
import { lazy, type ComponentType } from "react";

export interface Place {
  path: string;
  /** The key of its name in the common words. */
  name: string;
  icon: ComponentType<{ size?: number; "aria-hidden"?: boolean }>;
  /** Shown to whoever has one of these permissions; to everybody when empty. */
  needs: string[];
  /** Whether it stands in the bar at the bottom of a phone. */
  isNear?: boolean;
}

export const PLACES: Place[] = [
  { path: "/", name: "place.day", icon: IconSunHigh, needs: [], isNear: true },
  { path: "/cases", name: "place.cases", icon: IconFolders, needs: ["cases.read"], isNear: true },
  { path: "/calendar", name: "place.calendar", icon: IconCalendar, needs: ["scheduling.read"], isNear: true },
  { path: "/documents", name: "place.documents", icon: IconFiles, needs: ["documents.read"] },
  { path: "/learning", name: "place.learning", icon: IconBooks, needs: [] },
  { path: "/reports", name: "place.reports", icon: IconChartBar, needs: ["cases.report"] },
  { path: "/inbox", name: "place.inbox", icon: IconInbox, needs: [], isNear: true },
  {
    path: "/administration",
    name: "place.administration",
    icon: IconSettings,
    needs: ["accounts.read", "scheduling.courts", "scheduling.roster", "notifications.messages", "notifications.templates", "oversight.audit", "oversight.events"],
  },
];

/** Where one sees to oneself: language, messages, password, devices. */
export const Myself = lazy(() => import("@/screens/me"));

/** Each screen is fetched when it is first opened. A path ending in /* has pages of its own below. */
export const SCREENS: { path: string; screen: ComponentType }[] = [
  { path: "/cases/*", screen: lazy(() => import("@/screens/cases")) },
  { path: "/calendar/*", screen: lazy(() => import("@/screens/calendar")) },
  { path: "/documents/*", screen: lazy(() => import("@/screens/documents")) },
  { path: "/learning/*", screen: lazy(() => import("@/screens/learning")) },
  { path: "/reports/*", screen: lazy(() => import("@/screens/reports")) },
  { path: "/inbox", screen: lazy(() => import("@/screens/inbox")) },
  { path: "/administration/*", screen: lazy(() => import("@/screens/administration")) },
  { path: "/me", screen: Myself },
  { path: "/waiting", screen: lazy(() => import("@/screens/waiting")) },
  { path: "/do/:operation", screen: lazy(() => import("@/screens/procedure")) },
];

/** The one place that needs no signing in: whoever is shown a certificate may ask whether it is good. */
export const CERTIFICATES = { path: "/certificates/:code?", screen: lazy(() => import("@/screens/certificates")) };
