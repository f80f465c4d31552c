// Runs before everything else is here: asks for the words of the first screens, and for the entrance or for what My day will show, while
// the client's own code is still on its way. `reach` (src/api/client.ts) takes the answers up.
(() => {
  const built = document.currentScript.dataset;
  const load = (href) => href && document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  // As findLanguage (src/words/index.ts) finds it. English comes with the code.
  const spoken = ["en", "ur", "sd"];
  const kept = localStorage.getItem("cmms.language");
  load(built[spoken.includes(kept) ? kept : navigator.languages.map((name) => name.split("-")[0]).find((name) => spoken.includes(name))]);
  // What follows is for a device where somebody had signed in.
  if (!localStorage.getItem("cmms.entered")) return load(built.entrance);
  if (!navigator.onLine) return;
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
    );
  }
  globalThis.cmmsEarly = new Map(paths.map((path) => [location.origin + path, fetch(path)]));
  for (const asked of globalThis.cmmsEarly.values()) asked.catch(() => undefined);
})();
