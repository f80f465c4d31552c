/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What the first screens are made of goes into one file: on a line that takes 400 ms for each request, thirty small ones cost seconds. */
const FIRST = new RegExp(
  [
    "node_modules/(react|react-dom|scheduler|i18next|react-i18next|react-router|openapi-fetch|openapi-react-query|idb|clsx|html-parse-stringify|void-elements|use-sync-external-store)/",
    "node_modules/dayjs/(?!plugin/isoWeek)",
    "node_modules/@mantine/hooks/esm/(?!use-(debounced|long-press|focus|interval|timeout|clipboard|click-outside|shallow|disclosure))",
    "node_modules/@mantine/core/esm/core/",
    "node_modules/@mantine/core/esm/components/(Text|Title|Group|Stack|Card|Paper|Badge|Button|ActionIcon|UnstyledButton|Anchor|NavLink|Alert|Notification|Skeleton|Loader|CloseButton|VisuallyHidden|Transition|Collapse|Container|Divider|ScrollArea/use)/",
    "node_modules/@tanstack/(?!.*(queriesObserver|useQueries))",
    "src/(app(?!/SignIn)|api)/",
    "src/words/(index|en\\.ts|en/(common|day|names)\\.json)",
    "src/screens/day",
    "src/forms/(sending|drafts)",
    "src/parts/(Page|Read|Trouble|Waiting|names|when)",
    "made/events",
  ].join("|"),
);

/** The entrance, with the fields that every form has as well. */
const ENTRANCE = /src\/app\/SignIn|@mantine\/core\/esm\/components\/(Input|InputBase|TextInput|PasswordInput)\//;

/** Words and forms lie in folders of their own, so that whoever looks at the build sees the screens. */
function chunkFileNames({ facadeModuleId }: { facadeModuleId: string | null }): string {
  const words = /src\/words\/(en|ur|sd)\//.exec(facadeModuleId ?? "");
  if (words) return `assets/words/${words[1]}-[name]-[hash].js`;
  if (/src\/words\/(ur|sd)\.ts$/.test(facadeModuleId ?? "")) return "assets/first-[name]-[hash].js";
  return facadeModuleId?.includes("/made/forms/") ? "assets/forms/[name]-[hash].js" : "assets/[name]-[hash].js";
}

/** What public/early.js asks for beside the code, by the name under which it knows it: the words of one language, and the entrance. */
const EARLY: Record<string, string> = { ur: "src/words/ur.ts", sd: "src/words/sd.ts", entrance: "src/app/SignIn.tsx" };

/** Tells early.js under which names these parts were built. */
const tellEarly: Plugin = {
  name: "tell-early",
  transformIndexHtml: {
    order: "post",
    handler(html, { bundle }) {
      if (!bundle) return html;
      const attributes = Object.entries(EARLY).map(([name, path]) => {
        const built = Object.values(bundle).find((one) => one.type === "chunk" && one.moduleIds.some((id) => id.endsWith(path)));
        if (!built) throw new Error(`${path} is not a part of its own`);
        return `data-${name}="/${built.fileName}"`;
      });
      return html.replace('src="/early.js"', `src="/early.js" ${attributes.join(" ")}`);
    },
  },
};

export default defineConfig({
  resolve: { alias: { "@": here("./src"), "@made": here("./made") } },
  // The gateway puts a fresh value in the place of this word with each page it hands out; styles that scripts write carry it.
  html: { cspNonce: "STYLE_NONCE" },
  build: {
    target: "es2023",
    // Nothing may stand inside the page: the Content-Security-Policy allows no inline script and no data: font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: { output: { chunkFileNames, codeSplitting: { groups: [{ name: "first", test: FIRST }, { name: "entrance", test: ENTRANCE }] } } },
  },
  plugins: [
    react(),
    tellEarly,
    VitePWA({
      registerType: "prompt",
      injectRegister: false,
      manifest: false,
      workbox: {
        // The shell and whatever screens were opened stay on the device; no answer of the API ever does (see src/app/keeping.ts).
        globPatterns: ["assets/{index,first,entrance}-*.{js,css}", "early.js", "icon.svg", "manifest.webmanifest"],
        inlineWorkboxRuntime: true,
        navigateFallback: null,
        cleanupOutdatedCaches: true,
        runtimeCaching: [
          {
            urlPattern: ({ request, url }) => request.mode === "navigate" && !url.pathname.startsWith("/api"),
            handler: "NetworkFirst",
            options: { cacheName: "pages", networkTimeoutSeconds: 4, expiration: { maxEntries: 1 }, plugins: [
              { cacheKeyWillBeUsed: async () => "/" },
            ] },
          },
          {
            urlPattern: ({ url }) => url.pathname.startsWith("/assets/"),
            handler: "CacheFirst",
            options: { cacheName: "parts", expiration: { maxEntries: 300 } },
          },
        ],
      },
    }),
  ],
  test: { environment: "jsdom", include: ["tests/**/*.test.{ts,tsx}"], restoreMocks: true },
});
