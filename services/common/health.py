"""Health of a process over HTTP on loopback: `/health/live` (it turns), `/health/ready` (it can work), `/metrics`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import orjson
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

Checks = Mapping[str, Callable[[], bool]]


def serve_health(port: int, checks: Checks) -> ThreadingHTTPServer | None:
    """Serve the process's health on 127.0.0.1:port in a daemon thread; no port, no server."""
    if not port:
        return None

    class Handler(BaseHTTPRequestHandler):
        """Answers the three addresses."""

        def do_GET(self) -> None:
            """Answer a probe or a scrape."""
            if self.path == "/metrics":
                self._send(200, generate_latest(), CONTENT_TYPE_LATEST)
            elif self.path == "/health/live":
                self._send(200, b'{"live": true}', "application/json")
            elif self.path == "/health/ready":
                found = {name: check() for name, check in checks.items()}
                body = orjson.dumps({"ready": all(found.values()), "checks": found})
                self._send(200 if all(found.values()) else 503, body, "application/json")
            else:
                self._send(404, b"{}", "application/json")

        def _send(self, status: int, body: bytes, media_type: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep probes out of the log."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
