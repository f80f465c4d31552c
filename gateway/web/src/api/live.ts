/** Live updates: one stream of server-sent events while the page is seen; each event makes what it touches be read again. */
import type { QueryClient } from "@tanstack/react-query";
import kinds from "@made/events.json";

interface Update { id: string; type: string; source: string; aggregate_id: string; ids: Record<string, string | string[]> }

/** Which addresses a service answers, by how they begin. */
const ADDRESSES: Record<string, string[]> = {
  cases: ["/api/cases", "/api/tasks", "/api/clocks", "/api/directions", "/api/appeals", "/api/reports", "/api/exports", "/api/exhibit-gaps", "/api/handover", "/api/performance"],
  scheduling: [
    "/api/hearings", "/api/unscheduled-hearings", "/api/sittings", "/api/calendar", "/api/courts", "/api/leave", "/api/holidays", "/api/vacations",
    "/api/roster", "/api/cause-list", "/api/clearings",
  ],
  documents: ["/api/documents"],
  learning: ["/api/courses", "/api/enrolments", "/api/progress", "/api/certificates", "/api/library"],
  notifications: ["/api/inbox", "/api/messages", "/api/recipients"],
};

export function touches(update: Update, key: readonly unknown[]): boolean {
  const path = String(key[1] ?? "");
  if (!ADDRESSES[update.source]?.some((beginning) => path.startsWith(beginning))) return false;
  const wanted = Object.values((key[2] as { params?: { path?: Record<string, string> } } | undefined)?.params?.path ?? {});
  if (wanted.length === 0) return true;
  const told = new Set([update.aggregate_id, ...Object.values(update.ids).flat()]);
  return wanted.some((id) => told.has(id));
}

const GATHER_MS = 250;

/** Listen until told to stop; when the stream cannot be had, lists are read again every half minute. */
export function listen(client: QueryClient): () => void {
  let source: EventSource | undefined;
  let polling: ReturnType<typeof setInterval> | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let heard: Update[] = [];

  const tell = () => {
    const updates = heard;
    heard = [];
    gathering = undefined;
    void client.invalidateQueries({ predicate: (query) => updates.some((update) => touches(update, query.queryKey)) });
    // Events tell of what services did; the notice about it follows by the next one, which is small to ask for.
    void client.invalidateQueries({ queryKey: ["get", "/api/inbox/unread"] });
  };
  const hear = (event: MessageEvent<string>) => {
    heard.push(JSON.parse(event.data) as Update);
    gathering ??= setTimeout(tell, GATHER_MS);
  };
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource("/api/live");
    for (const type of kinds) source.addEventListener(type, hear);
    source.onopen = () => {
      clearInterval(polling);
      polling = undefined;
      // Whatever happened while nobody listened is read again.
      void client.invalidateQueries({ type: "active" });
    };
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return;
      source = undefined;
      polling ??= setInterval(() => {
        void client.invalidateQueries({ type: "active" });
        open();
      }, 30_000);
    };
  };
  const look = () => (document.hidden ? undefined : open());
  document.addEventListener("visibilitychange", look);
  // A stream that ended with the session goes on with the next one.
  addEventListener("cmms:signed-in", look);
  open();
  return () => {
    document.removeEventListener("visibilitychange", look);
    removeEventListener("cmms:signed-in", look);
    clearInterval(polling);
    clearTimeout(gathering);
    source?.close();
  };
}
