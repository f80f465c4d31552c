"""The gateway's calls over the bus: one connection a worker process, every call told apart by its correlation id.

    Bus
    ├── line      the pika connection, opened again with growing delays when it is lost
    ├── waiting   correlation id -> the future of an answer, and when nobody waits for it any more
    └── watch     which services have nobody at their queue (see `presence.py`)

Nothing here waits for a broker that is away: a call is refused at once (503), one under way is refused when the connection
is lost, and one without an answer when its deadline passes. What comes later is dropped.
"""

from __future__ import annotations

import asyncio
import itertools
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pika
from pika.adapters.asyncio_connection import AsyncioConnection

from services.common.errors import Problem
from services.common.logs import get_log

log = get_log(__name__)

RPC_EXCHANGE: Final = "nameko-rpc"
IN_FLIGHT: Final = 512
_FIRST_DELAY: Final = 0.2
_LONGEST_DELAY: Final = 3.0
_SWEEP_SECONDS: Final = 0.1
ACCESS_REFUSED: Final = 403

ChannelUser = Callable[[Any], None]


def bus_away() -> Problem:
    """Say that the broker cannot be reached."""
    return Problem(
        "unavailable", "bus_away", "The services cannot be reached just now. Try again shortly.", retry_after=2
    )


def service_away(service: str) -> Problem:
    """Say that nobody answers for a service."""
    return Problem(
        "unavailable", "service_away", "The part of the system that does this is not running. Try again shortly.",
        service=service, retry_after=2,
    )  # fmt: skip


@dataclass(slots=True)
class _Waiting:
    service: str
    due: float
    future: asyncio.Future[tuple[dict[str, Any], bytes]]


class Bus:
    """Calls services; `start` it on the running loop, `stop` it before the loop ends."""

    def __init__(self, amqp_url: str, *, in_flight: int = IN_FLIGHT) -> None:
        """Take the broker's URL and how many calls may be under way at once."""
        self._parameters = pika.URLParameters(amqp_url)
        self._parameters.heartbeat = 6
        self._parameters.socket_timeout = 3
        self._parameters.stack_timeout = 6
        self._parameters.blocked_connection_timeout = 30
        self._parameters.client_properties = {"connection_name": "gateway"}
        self._in_flight = in_flight
        self._waiting: dict[str, _Waiting] = {}
        self._numbers = itertools.count(1)
        self._connection: Any = None
        self._channel: Any = None
        self._reply_to = ""
        self._declares = True
        self._delay = _FIRST_DELAY
        self._sweeper: asyncio.Task[None] | None = None
        self._stopping = False
        self._users: list[ChannelUser] = []
        self.is_up = False
        self.away: frozenset[str] = frozenset()

    def start(self) -> None:
        """Begin to connect; calls are refused until the connection stands."""
        self._sweeper = asyncio.get_running_loop().create_task(self._sweep())
        self._connect()

    async def stop(self) -> None:
        """Close the connection; what still waits is refused."""
        self._stopping = True
        if self._sweeper:
            self._sweeper.cancel()
        if self._connection is not None and self._connection.is_open:
            self._connection.close()
        self._fail_all()
        await asyncio.sleep(0)

    def on_connected(self, user: ChannelUser) -> None:
        """Let someone open channels of his own on every new connection."""
        self._users.append(user)
        if self.is_up:
            user(self._connection)

    def send(
        self, service: str, operation: str, body: bytes, headers: dict[str, Any], seconds: float
    ) -> asyncio.Future[tuple[dict[str, Any], bytes]]:
        """Send a request; the future gives the answer's headers and body, or raises a Problem."""
        if not self.is_up:
            raise bus_away()
        if service in self.away:
            raise service_away(service)
        if len(self._waiting) >= self._in_flight:
            raise Problem(
                "unavailable", "too_busy", "The system is very busy just now. Try again shortly.", retry_after=1
            )
        correlation_id = f"{self._reply_to[:8]}.{next(self._numbers)}"
        headers["nameko.deadline"] = int((time.time() + seconds) * 1000)
        properties = pika.BasicProperties(
            content_type="application/json", content_encoding="utf-8", delivery_mode=1, headers=headers,
            correlation_id=correlation_id, reply_to=self._reply_to, expiration=str(max(1, int(seconds * 1000))),
        )  # fmt: skip
        future = asyncio.get_running_loop().create_future()
        self._waiting[correlation_id] = _Waiting(service, time.monotonic() + seconds, future)
        try:
            self._channel.basic_publish(RPC_EXCHANGE, f"{service}.{operation}", body, properties, mandatory=True)
        except Exception as error:
            self._waiting.pop(correlation_id, None)
            log.warning("publish_failed", reason=repr(error))
            raise bus_away() from error
        return future

    def mark_away(self, services: frozenset[str]) -> None:
        """Note which services have nobody at their queue, and refuse the calls that wait for them."""
        gone = services - self.away
        for service in gone:
            log.warning("service_away", service=service)
        self._fail(lambda waiting: waiting.service in gone, lambda waiting: service_away(waiting.service))
        self.away = services

    def _connect(self) -> None:
        if self._stopping:
            return
        try:
            self._connection = AsyncioConnection(
                self._parameters,
                on_open_callback=self._opened,
                on_open_error_callback=self._lost,
                on_close_callback=self._lost,
                custom_ioloop=asyncio.get_running_loop(),
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, the next attempt comes
            self._lost(None, error)

    def _opened(self, connection: Any) -> None:
        connection.add_on_connection_blocked_callback(self._blocked)
        connection.add_on_connection_unblocked_callback(self._unblocked)
        connection.channel(on_open_callback=self._channel_opened)

    def _channel_opened(self, channel: Any) -> None:
        self._channel = channel
        self._reply_to = uuid.uuid4().hex
        channel.add_on_return_callback(self._returned)
        channel.add_on_close_callback(self._channel_closed)
        if self._declares:
            channel.exchange_declare(RPC_EXCHANGE, "topic", durable=True, callback=self._declare_queue)
        else:
            self._declare_queue(None)

    def _declare_queue(self, _frame: Any) -> None:
        queue = f"rpc.reply-gateway-{self._reply_to}"

        def consume(_: Any) -> None:
            self._channel.basic_consume(queue, self._answered, auto_ack=True, callback=self._ready)

        def bind(_: Any) -> None:
            self._channel.queue_bind(queue, RPC_EXCHANGE, self._reply_to, callback=consume)

        self._channel.queue_declare(queue, exclusive=True, auto_delete=True, callback=bind)

    def _ready(self, _frame: Any) -> None:
        self._delay = _FIRST_DELAY
        self.is_up = True
        log.info("bus_up")
        for user in self._users:
            user(self._connection)

    def _channel_closed(self, _channel: Any, reason: Any) -> None:
        if getattr(reason, "reply_code", None) == ACCESS_REFUSED:
            self._declares = False  # the exchange is made by others, with rights that the gateway has not
        if self._connection is not None and self._connection.is_open:
            self._connection.close()

    def _lost(self, _connection: Any, reason: Any) -> None:
        self.is_up = False
        self._connection = self._channel = None
        self._fail_all()
        if self._stopping:
            return
        log.warning("bus_down", reason=repr(reason), again_in=self._delay)
        asyncio.get_running_loop().call_later(self._delay, self._connect)
        self._delay = min(self._delay * 2, _LONGEST_DELAY)

    def _blocked(self, *_: Any) -> None:
        log.warning("bus_blocked")
        self.is_up = False
        self._fail_all()

    def _unblocked(self, *_: Any) -> None:
        log.info("bus_unblocked")
        self.is_up = True

    def _answered(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        waiting = self._waiting.pop(properties.correlation_id, None)
        if waiting is not None and not waiting.future.done():
            waiting.future.set_result((properties.headers or {}, body))

    def _returned(self, _channel: Any, _method: Any, properties: Any, _body: bytes) -> None:
        waiting = self._waiting.pop(properties.correlation_id, None)
        if waiting is not None and not waiting.future.done():
            waiting.future.set_exception(service_away(waiting.service))

    def _fail_all(self) -> None:
        self._fail(lambda _: True, lambda _: bus_away())

    def _fail(self, chosen: Callable[[_Waiting], bool], problem: Callable[[_Waiting], Problem]) -> None:
        for key in [key for key, waiting in self._waiting.items() if chosen(waiting)]:
            waiting = self._waiting.pop(key)
            if not waiting.future.done():
                waiting.future.set_exception(problem(waiting))

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            now = time.monotonic()
            self._fail(lambda waiting: waiting.due < now, _too_late)  # noqa: B023 - used up before the next round


def _too_late(_waiting: _Waiting) -> Problem:
    return Problem("too_late", "no_answer_in_time", "There was no answer in time. Try again.", retry_after=2)
