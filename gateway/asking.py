"""The way of a request to the service that answers it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any, Final, Protocol

import orjson

from gateway.asked import Asked
from gateway.bus import Bus
from gateway.joining import DEADLINE_SECONDS, JoinedReads
from gateway.replies import Reply, read_reply
from services.common.api import JSON, Operation
from services.common.tracing import span

_NOTHING: Final = b"null"


class Carrier(Protocol):
    """Takes a request to where its operation is answered."""

    async def ask(self, operation: Operation, asked: Asked) -> Reply:
        """Give the operation's answer, or raise its Problem."""


class BusCarrier:
    """Takes requests to the services; plain reads may travel together."""

    def __init__(self, bus: Bus, services: Iterable[str], *, traced: bool = False) -> None:
        """Take the bus, the names of the services, and whether calls are traced."""
        self._bus = bus
        self._reads = {service: JoinedReads(bus, service) for service in services}
        self._traced = traced

    async def ask(self, operation: Operation, asked: Asked) -> Reply:
        """Give the operation's answer, or raise its Problem."""
        if self._traced:
            with span(f"{operation.service}.{operation.name}", asked.traceparent) as traceparent:
                asked.traceparent = traceparent
                return await self._ask(operation, asked)
        return await self._ask(operation, asked)

    async def _ask(self, operation: Operation, asked: Asked) -> Reply:
        if may_be_joined(operation):
            return await self._reads[operation.service].ask(operation.name, asked)
        answered = self._bus.send(operation.service, operation.name, _write(asked), _headers(asked), operation.deadline)
        headers, body = await answered
        return read_reply(headers, body, operation.status)


def may_be_joined(operation: Operation) -> bool:
    """Tell whether a read may share a message: plain ones do; those with a deadline of their own or a trace travel alone."""
    return not operation.changes and operation.media == JSON and operation.deadline == DEADLINE_SECONDS


def new_key() -> str:
    """Make the idempotency key of a change whose caller sent none."""
    return uuid.uuid4().hex


def _write(asked: Asked) -> bytes:
    path, query = orjson.dumps(asked.path), orjson.dumps(asked.query)
    body = _NOTHING if asked.body is None else asked.body
    return b'{"args": [], "kwargs": {"path": %b, "query": %b, "body": %b}}' % (path, query, body)


def _headers(asked: Asked) -> dict[str, Any]:
    headers: dict[str, Any] = {"nameko.actor": asked.actor, "nameko.correlation_id": asked.correlation_id}
    if asked.idempotency_key is not None:
        headers["nameko.idempotency_key"] = asked.idempotency_key
    if asked.if_match is not None:
        headers["nameko.if_match"] = asked.if_match
    if asked.traceparent is not None:
        headers["nameko.traceparent"] = asked.traceparent
    return headers
