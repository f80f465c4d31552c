"""Joined reads: reads of the same service that wait while the bus is busy travel as one message.

Nothing waits when the bus is idle: what came in one turn of the loop leaves at its end. A service that has `LINES` messages
under way lets further reads gather, and the next answer sends them together, at most `MOST` in a message. A line that
got no answer within `PATIENCE_SECONDS` no longer counts, so that a slow read holds the others up for that long at most.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Any, Final

import orjson

from gateway.asked import Asked
from gateway.bus import Bus
from gateway.replies import Reply, read_reply, split_joined
from services.common.errors import Problem

MOST: Final = 32
LINES: Final = 2
PATIENCE_SECONDS: Final = 0.02
DEADLINE_SECONDS: Final = 10.0

Sent = tuple[dict[str, Any], bytes]


@dataclass(slots=True)
class _Read:
    operation: str
    asked: Asked
    future: asyncio.Future[Reply]


class JoinedReads:
    """The reads of one service that are on their way to the bus."""

    def __init__(self, bus: Bus, service: str, *, most: int = MOST, lines: int = LINES) -> None:
        """Take the bus, the service's name, the most reads of a message and the messages under way before reads gather."""
        self._bus = bus
        self._service = service
        self._most = most
        self._lines = lines
        self._gathered: deque[_Read] = deque()
        self._under_way = 0
        self._flushes = False

    async def ask(self, operation: str, asked: Asked) -> Reply:
        """Give the answer to one read, or raise its Problem."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Reply] = loop.create_future()
        self._gathered.append(_Read(operation, asked, future))
        if not self._flushes and self._under_way < self._lines:
            self._flushes = True
            loop.call_soon(self._flush)
        return await future

    def _flush(self) -> None:
        self._flushes = False
        while self._gathered and self._under_way < self._lines:
            reads = [self._gathered.popleft() for _ in range(min(self._most, len(self._gathered)))]
            reads = [read for read in reads if not read.future.done()]
            if reads:
                self._send(reads)

    def _send(self, reads: list[_Read]) -> None:
        try:
            answered = self._send_one(reads[0]) if len(reads) == 1 else self._send_many(reads)
        except Problem as problem:
            _settle(reads, [problem] * len(reads))
            return
        line = _Line(self)

        def settle(future: asyncio.Future[Sent]) -> None:
            line.free()
            _take(reads, future)

        answered.add_done_callback(settle)

    def _send_one(self, read: _Read) -> asyncio.Future[Sent]:
        asked = read.asked
        body = orjson.dumps({"args": [], "kwargs": {"path": asked.path, "query": asked.query, "body": None}})
        headers: dict[str, Any] = {"nameko.actor": asked.actor, "nameko.correlation_id": asked.correlation_id}
        if asked.traceparent:
            headers["nameko.traceparent"] = asked.traceparent
        return self._bus.send(self._service, read.operation, body, headers, DEADLINE_SECONDS)

    def _send_many(self, reads: list[_Read]) -> asyncio.Future[Sent]:
        body = orjson.dumps({"args": [], "kwargs": {"calls": [_write(read) for read in reads]}})
        headers = {"nameko.correlation_id": reads[0].asked.correlation_id}
        return self._bus.send(self._service, "answer_many", body, headers, DEADLINE_SECONDS)

    def take_line(self) -> None:
        """Count a message as under way."""
        self._under_way += 1

    def free_line(self) -> None:
        """Count a message as no longer under way, and send what gathered meanwhile."""
        self._under_way -= 1
        if self._gathered and not self._flushes:
            self._flush()


class _Line:
    """One message under way; counts until its answer came or patience ended, whichever is first."""

    __slots__ = ("_joined", "_patience")

    def __init__(self, joined: JoinedReads) -> None:
        self._joined: JoinedReads | None = joined
        joined.take_line()
        self._patience = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self.free)

    def free(self) -> None:
        joined, self._joined = self._joined, None
        if joined is not None:
            self._patience.cancel()
            joined.free_line()


def _write(read: _Read) -> dict[str, Any]:
    asked = read.asked
    call = {
        "operation": read.operation, "path": asked.path, "query": asked.query,
        "actor": asked.actor, "correlation_id": asked.correlation_id,
    }  # fmt: skip
    return call | {"traceparent": asked.traceparent} if asked.traceparent else call


def _take(reads: list[_Read], answered: asyncio.Future[Sent]) -> None:
    error = answered.exception()
    if error is not None:
        _settle(reads, [error] * len(reads))
        return
    headers, body = answered.result()
    if len(reads) > 1:
        _settle(reads, split_joined(headers, body, len(reads)))
        return
    try:
        _settle(reads, [read_reply(headers, body)])
    except Problem as problem:
        _settle(reads, [problem])


def _settle(reads: list[_Read], answers: list[Any]) -> None:
    for read, answer in zip(reads, answers, strict=True):
        if read.future.done():
            continue
        if isinstance(answer, BaseException):
            read.future.set_exception(answer)
        else:
            read.future.set_result(answer)
