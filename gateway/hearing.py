"""How the worker hears all services' events: a queue of its own that ends with it, bound to every exchange of events."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from gateway.bus import ACCESS_REFUSED, Bus
from services.common.logs import get_log

log = get_log(__name__)

_AGAIN_SECONDS: Final = 5.0


class Hearing:
    """A channel on the bus that takes events; opened again after every loss."""

    def __init__(
        self, bus: Bus, services: Sequence[str], heard: Callable[[bytes], None], begins: Callable[[], None]
    ) -> None:
        """Take the bus, the services whose events to hear, what hears them, and what is told when the hearing begins (again)."""
        self._bus = bus
        self._services = services
        self._heard = heard
        self._begins = begins
        self._connection: Any = None
        self._declares = True

    def start(self) -> None:
        """Begin with the next connection."""
        self._bus.on_connected(self._connected)

    def _connected(self, connection: Any) -> None:
        self._connection = connection
        connection.channel(on_open_callback=self._opened)

    def _opened(self, channel: Any) -> None:
        channel.add_on_close_callback(self._closed)
        queue = f"live-gateway-{uuid.uuid4().hex}"
        exchanges = [f"{service}.events" for service in self._services]
        declared = exchanges if self._declares else []
        steps = [
            *(partial(channel.exchange_declare, exchange, "topic", durable=True) for exchange in declared),
            partial(channel.queue_declare, queue, exclusive=True, auto_delete=True),
            *(partial(channel.queue_bind, queue, exchange, "#") for exchange in exchanges),
            partial(channel.basic_consume, queue, self._take, auto_ack=True),
        ]
        self._run(iter(steps))

    def _run(self, steps: Iterator[Callable[..., Any]]) -> None:
        step = next(steps, None)
        if step is None:
            self._begins()
        else:
            step(callback=lambda _frame: self._run(steps))

    def _take(self, _channel: Any, _method: Any, _properties: Any, body: bytes) -> None:
        self._heard(body)

    def _closed(self, channel: Any, reason: Any) -> None:
        if getattr(reason, "reply_code", None) == ACCESS_REFUSED:
            self._declares = False  # the exchanges are made by others, with rights that the gateway has not
        connection = channel.connection
        if connection is not self._connection or not connection.is_open:
            return
        log.warning("events_not_heard", reason=repr(reason))
        asyncio.get_running_loop().call_later(_AGAIN_SECONDS if not self._declares else 0.2, self._again, connection)

    def _again(self, connection: Any) -> None:
        if connection is self._connection and connection.is_open:
            connection.channel(on_open_callback=self._opened)
