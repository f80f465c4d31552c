"""The driver keeps its clients busy and counts what comes of it, against a real server on a real socket."""

from __future__ import annotations

import itertools
import socketserver
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.load.driver import PLACE, requests_of, run


class _Server(socketserver.ThreadingTCPServer):
    """Answers each request line by what stands in it."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.asked: list[str] = []


class _Answering(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Answer until the client has enough."""
        assert isinstance(self.server, _Server)
        while line := self.rfile.readline():
            while self.rfile.readline().strip():
                pass
            path = line.split()[1].decode()
            self.server.asked.append(path)
            if path == "/gone":
                return
            status = "503 Busy" if path == "/busy" else "200 OK"
            close = "Connection: close\r\n" if path == "/close" else ""
            self.wfile.write(f"HTTP/1.1 {status}\r\n{close}Content-Length: 4\r\n\r\nbody".encode())
            if close:
                return


@pytest.fixture(name="server")
def _server() -> Iterator[_Server]:
    with _Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def _drive(server: _Server, *paths: str, clients: int = 4) -> dict[str, Any]:
    requests = [f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n" for path in paths]
    plan = {
        "host": "127.0.0.1",
        "port": server.server_address[1],
        "clients": clients,
        "seconds": 0.2,
        "requests": requests,
    }
    said: list[str] = []
    result = run(plan, said.append, lambda: None)
    assert said == ["ready", "done"]
    return result


def test_every_request_is_answered_and_counted(server: _Server) -> None:
    """As many answers as were asked for, each with its latency and its bytes."""
    result = _drive(server, "/a", "/b")
    asked = len(server.asked)
    assert result["statuses"] == {"200": asked}
    assert (len(result["latencies_us"]), result["body_bytes"], result["errors"]) == (asked, 4 * asked, 0)
    assert set(server.asked) == {"/a", "/b"}


def test_a_refusal_is_an_error_with_its_words(server: _Server) -> None:
    """The first one is kept to be shown."""
    result = _drive(server, "/busy")
    assert result["errors"] == result["statuses"]["503"] > 0
    assert result["first_error"] == "503: body"


@pytest.mark.parametrize(("path", "errors"), [("/close", False), ("/gone", True)])
def test_a_connection_that_ends_is_opened_again(server: _Server, path: str, errors: bool) -> None:  # noqa: FBT001 - a table
    """After an answer that announces it, without loss; without an answer, as an error."""
    result = _drive(server, path)
    assert result["reconnects"] > 1
    assert bool(result["errors"]) is errors


def test_a_template_is_filled_with_one_number_after_another() -> None:
    """So no two requests of a run are the same."""
    requests = requests_of({"template": f"x{PLACE.decode()}y", "first": 7})
    assert list(itertools.islice(requests, 3)) == [b"x00000007y", b"x00000008y", b"x00000009y"]
