/** The pages of the administration, gathered by what they are about; each shown to whoever may do something there. */
import { lazy, type ComponentType } from "react";

export interface AdministrationPage {
  page: string;
  group: "people" | "courts" | "prosecutors" | "law" | "messages" | "system";
  /** One of these permissions is needed; none: shown to everybody. */
  needs: string[];
  screen: ComponentType;
  /** A page of one thing, below the page that lists them. */
  one?: { param: string; screen: ComponentType };
}

export const GROUPS = ["people", "courts", "prosecutors", "law", "messages", "system"] as const;

const CALENDAR = ["scheduling.holidays"];
const COURTS = ["scheduling.courts"];
const ROSTER = ["scheduling.roster"];
const MESSAGES = ["notifications.messages"];
const RULES = ["cases.read", "accounts.read", "scheduling.courts"];

export const PAGES: AdministrationPage[] = [
  { page: "people", group: "people", needs: ["accounts.read"], screen: lazy(() => import("./people")) },
  { page: "courts", group: "courts", needs: COURTS, screen: lazy(() => import("./courts")), one: { param: "courtId", screen: lazy(() => import("./courts/one")) } },
  { page: "links", group: "courts", needs: COURTS, screen: lazy(() => import("./courts/links")) },
  { page: "holidays", group: "courts", needs: CALENDAR, screen: lazy(() => import("./calendar/holidays")) },
  { page: "occasions", group: "courts", needs: CALENDAR, screen: lazy(() => import("./calendar/occasions")) },
  { page: "vacations", group: "courts", needs: CALENDAR, screen: lazy(() => import("./calendar/vacations")) },
  { page: "roster", group: "prosecutors", needs: ROSTER, screen: lazy(() => import("./roster")), one: { param: "prosecutorId", screen: lazy(() => import("./roster/one")) } },
  { page: "travel", group: "prosecutors", needs: ROSTER, screen: lazy(() => import("./roster/travel")) },
  { page: "rules", group: "law", needs: RULES, screen: lazy(() => import("./rules")), one: { param: "ruleId", screen: lazy(() => import("./rules/one")) } },
  { page: "proscribed", group: "law", needs: ["cases.keep_lists"], screen: lazy(() => import("./rules/proscribed")) },
  { page: "messages", group: "messages", needs: MESSAGES, screen: lazy(() => import("./told/messages")), one: { param: "messageId", screen: lazy(() => import("./told/message")) } },
  { page: "templates", group: "messages", needs: MESSAGES, screen: lazy(() => import("./told/templates")), one: { param: "templateId", screen: lazy(() => import("./told/template")) } },
  { page: "recipients", group: "messages", needs: ["notifications.recipients"], screen: lazy(() => import("./told/recipients")), one: { param: "recipientId", screen: lazy(() => import("./told/recipient")) } },
  { page: "audit", group: "system", needs: ["oversight.audit"], screen: lazy(() => import("./system/audit")) },
  { page: "events", group: "system", needs: ["oversight.events"], screen: lazy(() => import("./system/events")) },
  { page: "state", group: "system", needs: [], screen: lazy(() => import("./system/state")) },
];
