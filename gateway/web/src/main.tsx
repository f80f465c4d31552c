import "./styles/first.css";
import "./styles/own.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { begin } from "./words";

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
await begin();
createRoot(root).render(<App />);
