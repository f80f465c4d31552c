/** The service worker, and the newer version of the client that it may have found: taken when the person says so, never under his hands. */
import { useEffect, useState } from "react";

export function useNewVersion(): (() => void) | undefined {
  const [found, setFound] = useState<ServiceWorker>();
  useEffect(() => {
    if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
    void navigator.serviceWorker.register("/sw.js").then((registration: ServiceWorkerRegistration | undefined) => {
      const look = (worker: ServiceWorker | null) => {
        worker?.addEventListener("statechange", () => {
          if (worker.state === "installed" && navigator.serviceWorker.controller) setFound(worker);
        });
      };
      if (!registration) return;
      if (registration.waiting && navigator.serviceWorker.controller) setFound(registration.waiting);
      registration.addEventListener("updatefound", () => look(registration.installing));
    }, () => undefined);
  }, []);
  if (!found) return undefined;
  return () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    found.postMessage({ type: "SKIP_WAITING" });
  };
}
