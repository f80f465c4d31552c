"""Every service's operations as HTTP routes: `/api` + the operation's path, from its declaration alone.

A request passes: who asks → how often → what is sent → whom it names → the operation (over the bus, or the gateway's own) → the answer's
bytes, as they came. Whether a person may do it and what a body must hold is decided by the service that owns the thing.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

import orjson

from gateway.asked import Asked
from gateway.asking import Carrier
from gateway.door import Door
from gateway.limits import api_headers
from gateway.metrics import REQUESTS
from gateway.named import Find, find_places, require_colleagues
from gateway.reading import (
    matches,
    read_body,
    read_correlation,
    read_if_match,
    read_key,
    read_query,
    read_traceparent,
)
from gateway.replies import Reply
from services.common.api import JSON, Operation

PREFIX: Final = "/api"
_WORTH_SQUEEZING: Final = 1400
_SEGMENT: Final = re.compile(r"\{[^}]*\}")


class Mounted:
    """One operation as a responder."""

    def __init__(self, operation: Operation, carrier: Carrier, door: Door, find: Find) -> None:
        """Take the operation, the way to it, the door, and who looks people up; all that never changes is worked out here."""
        self._operation = operation
        self._carrier = carrier
        self._door = door
        self._find = find
        self._places = find_places(operation.takes)
        self._names = list(operation.parameters)
        self._headers = api_headers(secure=door.secure)
        self._changes = operation.method != "GET"
        self._keyed = operation.changes
        self._label = f"{operation.service}.{operation.name}"
        self._counters: dict[int, Any] = {}

    async def respond(self, req: Any, resp: Any, **segments: str) -> None:
        """Answer one request."""
        operation = self._operation
        correlation_id = req.context.correlation_id = read_correlation(req.get_header("x-correlation-id"))
        req.context.operation = self._label
        identity = await self._door.identify(req, changes=self._changes, public=operation.public)
        asked = Asked(
            identity.token,
            correlation_id,
            dict(zip(self._names, segments.values(), strict=True)),
            read_query(req.scope["query_string"].decode("latin-1")),
            traceparent=read_traceparent(req.get_header("traceparent")),
        )
        if self._keyed:
            asked.idempotency_key = read_key(req.get_header("idempotency-key"))
        if self._changes:
            asked.if_match = read_if_match(req.get_header("if-match"))
            asked.body = await read_body(req, operation.body_limit)
            # Who may not do it hears that from the service, and nothing of colleagues.
            if operation.may is None or operation.may in identity.may:
                await require_colleagues(asked.body, self._places, self._find)
        reply = await self._carrier.ask(operation, asked)
        self._write(req, resp, asked, reply)
        self._count(resp.status_code)

    def _count(self, status: int) -> None:
        counter = self._counters.get(status)
        if counter is None:
            counter = self._counters[status] = REQUESTS.labels(self._label, status)
        counter.inc()

    def _write(self, req: Any, resp: Any, asked: Asked, reply: Reply) -> None:
        resp.set_headers(self._headers)
        resp.set_header("x-correlation-id", asked.correlation_id)
        if reply.location is not None:
            resp.set_header("location", reply.location)
        if reply.next is not None:
            query = urlencode({**asked.query, "after": reply.next})
            resp.set_header("link", f'<{req.path}?{query}>; rel="next"')
        resp.status = reply.status
        if reply.etag is not None:
            resp.set_header("etag", f'"{reply.etag}"')
            if not self._changes and matches(req.get_header("if-none-match"), reply.etag):
                resp.status = 304
        if resp.status_code in (204, 304):
            return
        resp.content_type = self._operation.media
        resp.data = reply.body if self._operation.media == JSON else _read_text(reply.body)
        if len(resp.data) >= _WORTH_SQUEEZING and "gzip" in (req.get_header("accept-encoding") or ""):
            # Rows repeat their names: a page of them shrinks to a tenth in a fraction of a millisecond.
            resp.data = gzip.compress(resp.data, compresslevel=1, mtime=0)
            resp.set_header("content-encoding", "gzip")
            resp.set_header("vary", "accept-encoding")


def _read_text(body: bytes) -> bytes:
    text: str = orjson.loads(body)
    return text.encode()


class Resource:
    """One address: the operations of its methods; HEAD is a GET without the body."""

    def __init__(self) -> None:
        """Begin without methods."""
        self.methods: list[str] = []

    def add(self, method: str, responder: Any) -> None:
        """Answer a method by a responder."""
        self.methods.append(method)
        setattr(self, f"on_{method.lower()}", responder)
        if method == "GET":
            self.on_head = responder


def mount(
    operations: Iterable[Operation], carrier: Carrier, door: Door, find: Find, resources: dict[str, Resource]
) -> None:
    """Add the operations' routes; two operations at one address and method are a mistake in the declarations."""
    for operation in operations:
        template = PREFIX + positional(operation.plain_path)
        resource = resources.setdefault(template, Resource())
        if operation.method in resource.methods:
            raise ValueError(f"{operation.method} {operation.path} is declared twice")
        resource.add(operation.method, Mounted(operation, carrier, door, find).respond)


def route(app: Any, resources: dict[str, Resource]) -> None:
    """Hand the addresses to the router."""
    for template, resource in resources.items():
        app.add_route(template, resource)


def positional(path: str) -> str:
    """Name a path's parameters by their place, since services name the same place differently."""
    parts = path.split("/")
    return "/".join(_SEGMENT.sub(f"{{at_{place:02}}}", part) for place, part in enumerate(parts))
