/** Views of the list that somebody named: what they search, filter and show. They are kept with the account, so that they follow the person. */
import { useQueryClient } from "@tanstack/react-query";
import type { components } from "@made/api";
import { useEffect } from "react";
import { answer, client } from "@/api/client";
import { Problem } from "@/api/problems";
import { api } from "@/api/reading";
import { useSession } from "@/app/session";
import { LISTED, SEARCHED } from "./search";

export type View = components["schemas"]["ViewRow"];
type Wanted = components["schemas"]["CaseListFilter"];
type NewView = components["schemas"]["NewView"];

const LIST = { params: { query: { limit: 200 } } };
const KNOWN = [...SEARCHED, ...LISTED].sort();
/** Where views lay before they were kept with the account. */
const ON_DEVICE = "cmms.case-views";

/** What the address of the list asks for, always in the same order, so that two that ask the same are equal. */
export function filterOf(query: URLSearchParams): Wanted {
  const wanted = KNOWN.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, name === "is_terrorism" ? value === "true" : value]] : [];
  });
  return Object.fromEntries(wanted) as Wanted;
}

export function queryOf(filter: Wanted): string {
  const values = filter as Record<string, unknown>;
  return new URLSearchParams(KNOWN.flatMap((name) => (values[name] === undefined ? [] : [[name, String(values[name])]]))).toString();
}

export function isShown(view: Pick<View, "filter">, query: URLSearchParams): boolean {
  return queryOf(view.filter) === queryOf(filterOf(query));
}

/** Take the views that only this device knows; what cannot be read is none. */
export function readOnDevice(): NewView[] {
  try {
    const found = JSON.parse(localStorage.getItem(ON_DEVICE) ?? "[]") as { name?: unknown; query?: unknown }[];
    return found.flatMap(({ name, query }) =>
      typeof name === "string" && typeof query === "string" ? [{ name: name.slice(0, 60), filter: filterOf(new URLSearchParams(query)), columns: [], is_shared: false }] : [],
    );
  } catch {
    return [];
  }
}

export function useViews() {
  const { me } = useSession();
  const queries = useQueryClient();
  const asked = api.useQuery("get", "/api/me/views", LIST, { staleTime: 60_000 });
  const views = asked.data?.items ?? [];
  const read = () => queries.invalidateQueries({ queryKey: ["get", "/api/me/views"] });

  useEffect(() => {
    if (asked.isSuccess && !asked.isPlaceholderData) void moveFromDevice(asked.data.items).then((moved) => (moved ? read() : undefined));
  }, [asked.isSuccess, me.id]); // eslint-disable-line -- once is enough

  /** Keep a view; one's own of the same name is replaced. */
  const keep = async (view: NewView) => {
    const before = views.find((one) => one.is_mine && one.name === view.name);
    await (before ? change(before, view) : answer(client.POST("/api/me/views", { body: view })));
    await read();
  };
  const remove = async (view: View) => {
    await answer(client.DELETE("/api/me/views/{view_id}", { params: { path: { view_id: view.id } } }));
    await read();
  };
  return { views, keep, remove };
}

function change(before: View, view: NewView) {
  const params = { path: { view_id: before.id }, header: { "If-Match": `"${before.version}"` } };
  return answer(client.PUT("/api/me/views/{view_id}", { params, body: view } as never));
}

let moving = false;

/** Give the account what this device kept before, once. Nothing is lost on the way: each goes from the device when the account has it. */
async function moveFromDevice(known: View[]): Promise<boolean> {
  const names = new Set(known.filter(({ is_mine }) => is_mine).map(({ name }) => name));
  const waiting = readOnDevice();
  if (moving || waiting.length === 0) return false;
  moving = true;
  const left: NewView[] = [];
  for (const view of waiting) {
    if (names.has(view.name)) continue;
    await answer(client.POST("/api/me/views", { body: view })).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== "view_name_taken") left.push(view);
    });
  }
  if (left.length === 0) localStorage.removeItem(ON_DEVICE);
  else localStorage.setItem(ON_DEVICE, JSON.stringify(left.map(({ name, filter }) => ({ name, query: queryOf(filter) }))));
  moving = false;
  return left.length < waiting.length;
}
