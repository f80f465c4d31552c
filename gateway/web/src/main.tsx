import "./styles/first.css";
import "./styles/own.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { styleNonce } from "./app/nonce";
import { begin } from "./words";

// Some libraries write styles by themselves; this is the name by which they look for the page's nonce.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const RELOADED = "cmms.reloaded";
const AGAIN_MS = 60_000;

// A page that was open while a newer client was set up asks for parts that are no longer there: loading it anew finds the new ones.
// What was typed is in its draft. Once a minute at most, so that a part that is really missing is said instead.
addEventListener("vite:preloadError", (event) => {
  if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(RELOADED)) < AGAIN_MS) return;
  event.preventDefault();
  sessionStorage.setItem(RELOADED, String(Date.now()));
  location.reload();
});

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
await begin();
createRoot(root).render(<App />);
