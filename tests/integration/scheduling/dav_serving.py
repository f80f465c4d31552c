"""The gateway's CalDAV addresses over HTTP, with scheduling's own entrypoints behind them; only the broker is left out."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import falcon.asgi
import httpx
import orjson
import uvicorn
from defusedxml.ElementTree import fromstring

from gateway.asked import Asked
from gateway.dav import list_addresses
from gateway.door import Door
from gateway.identity import Identities
from gateway.limits import Rate
from gateway.refusing import answer_errors
from gateway.replies import Reply
from services.common.api import Operation
from services.scheduling.service import SchedulingService
from tests.asking import Asking
from tests.integration.scheduling.answering import ANONYMOUS

CALENDAR = "/dav/calendars/hearings/"
D, C = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
OPEN = '<?xml version="1.0"?><C:{} xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:D="DAV:">{}</C:{}>'


class Beside:
    """Takes requests straight to scheduling's entrypoints; `asked` are the operations that were."""

    def __init__(self) -> None:
        """Begin without any."""
        self._asking = Asking(SchedulingService)
        self.signer = self._asking.signer("gateway")
        self.asked: list[str] = []

    async def ask(self, operation: Operation, asked: Asked) -> Reply:
        """Give the operation's answer, or raise its Problem."""
        self.asked.append(operation.name)
        return await asyncio.to_thread(self._give, operation, asked)

    def _give(self, operation: Operation, asked: Asked) -> Reply:
        body: Any = orjson.loads(asked.body) if asked.body is not None else None
        given = self._asking.give(operation, ANONYMOUS, path=dict(asked.path), query=dict(asked.query), body=body)
        return Reply(given.body, given.status, given.etag, given.location, given.next)


class DavServer:
    """A server on a port of its own."""

    def __init__(self, *, rate: float = 1000) -> None:
        """Start it."""
        self.carrier = Beside()
        identities = Identities(None, self.carrier.signer, ThreadPoolExecutor(1))  # type: ignore[arg-type]  # no sessions here
        door = Door(identities, Rate(rate, rate), "session", "http://127.0.0.1", secure=False)
        app: Any = falcon.asgi.App()
        for path, resource in list_addresses(door, self.carrier):
            app.add_route(path, resource)
        answer_errors(app, secure=False)
        listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop it."""
        self._server.should_exit = True
        self._thread.join(10)

    def client(self, secret: str) -> httpx.Client:
        """Give a plain client that carries a secret."""
        return httpx.Client(base_url=self.url, auth=("anybody", secret), timeout=20)


def report(name: str, inner: str) -> bytes:
    """Give a report's body."""
    return OPEN.format(name, inner, name).encode()


def ask_report(server: DavServer, secret: str, body: bytes | str) -> httpx.Response:
    """Ask the calendar for a report."""
    return server.client(secret).request("REPORT", CALENDAR, content=body, headers={"Depth": "1"})


def condition(answer: httpx.Response) -> str:
    """Give the precondition that an answer names."""
    (found,) = fromstring(answer.content)
    return str(found.tag)
