// Runs before everything else is here: asks for what My day will show while the client's own code is still on its way.
// Only on a device where somebody had signed in, and only at the first screen. `reach` (src/api/client.ts) takes these answers up.
(() => {
  if (!localStorage.getItem("cmms.entered") || !navigator.onLine) return;
  // Pakistan is five hours ahead of UTC and has had no summer time since 2009.
  const day = (ahead) => new Date(Date.now() + 5 * 3600000 + ahead * 86400000).toISOString().slice(0, 10);
  const paths = ["/api/me"];
  if (location.pathname === "/") {
    paths.push(
      `/api/calendar?from=${day(0)}&to=${day(1)}&office=6`,
      "/api/tasks?whose=mine&limit=50",
      `/api/clocks?due_before=${day(14)}&limit=12`,
      "/api/inbox?unread=true&limit=5",
      "/api/inbox/unread",
      "/api/hearing-codes",
    );
  }
  globalThis.cmmsEarly = new Map(paths.map((path) => [location.origin + path, fetch(path)]));
  for (const asked of globalThis.cmmsEarly.values()) asked.catch(() => undefined);
})();
