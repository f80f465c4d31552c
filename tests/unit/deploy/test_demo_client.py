"""The demonstration's people wait for a store that is away, and send a file again."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.demo.client import send_file


@contextmanager
def store(*, away_for: int) -> Iterator[tuple[str, list[bytes]]]:
    """Run a store that hangs up on the first requests; give its address and what it was sent."""
    sent: list[bytes] = []
    asked: list[int] = []

    class Store(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append(1)
            if len(asked) > away_for:
                sent.append(body)
                self.send_response(204)
                self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/bucket", sent
        finally:
            server.shutdown()


def test_a_file_is_sent_again_when_the_store_hangs_up() -> None:
    """What broke off is sent whole once more, while patience lasts."""
    with store(away_for=2) as (url, sent):
        assert send_file({"url": url, "fields": {"key": "a"}}, b"content", patience=10) == 204
    assert len(sent) == 1
    assert b'name="key"\r\n\r\na\r\n' in sent[0]
    assert b"\r\n\r\ncontent\r\n" in sent[0]


def test_without_patience_nobody_answered_is_said() -> None:
    """0 is no status of HTTP."""
    with store(away_for=1) as (url, sent):
        assert send_file({"url": url, "fields": {}}, b"content") == 0
    assert sent == []
