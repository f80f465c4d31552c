import "./styles/first.css";
import "./styles/own.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { styleNonce } from "./app/nonce";
import { begin } from "./words";

// Some libraries write styles by themselves; this is the name by which they look for the page's nonce.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
await begin();
createRoot(root).render(<App />);
