"""Which services are there: every second each worker looks whether anybody takes from their queues.

A service's queue outlives its processes, so a call to one that is stopped would wait in it until its deadline. A service
that nobody stands for at two looks in a row counts as away: its calls are refused at once. A shorter gap, such as a restart
makes, is bridged: what is sent meanwhile waits in the queue.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, Final

from gateway.bus import Bus

EVERY_SECONDS: Final = 1.0
_LOOKS: Final = 2
_PATIENCE_SECONDS: Final = 3.0
_NO_QUEUE: Final = 404


class Presence:
    """Looks after the services' queues on a channel of its own."""

    def __init__(self, bus: Bus, services: Iterable[str]) -> None:
        """Take the bus and the names of the services."""
        self._bus = bus
        self._empty = dict.fromkeys(services, 0)
        self._connection: Any = None
        self._channel: Any = None
        self._asked: asyncio.Future[int | None] | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._bus.on_connected(self._connected)
        self._task = asyncio.get_running_loop().create_task(self._look_on())

    def stop(self) -> None:
        """Look no longer."""
        if self._task:
            self._task.cancel()

    def _connected(self, connection: Any) -> None:
        self._connection, self._channel = connection, None

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            if not self._bus.is_up:
                continue
            for service in self._empty:
                consumers = await self._count(service)
                if consumers is not None:
                    self._empty[service] = 0 if consumers else self._empty[service] + 1
            self._bus.mark_away(frozenset(name for name, looks in self._empty.items() if looks >= _LOOKS))

    async def _count(self, service: str) -> int | None:
        """Give the number of consumers; 0 without a queue, None when the broker does not say."""
        channel = await self._open()
        if channel is None:
            return None
        self._asked = asked = asyncio.get_running_loop().create_future()
        try:
            channel.queue_declare(f"rpc-{service}", passive=True, callback=self._found)
            return await asyncio.wait_for(asked, _PATIENCE_SECONDS)
        except Exception:  # noqa: BLE001 - lost connections and silence alike: nothing is known
            self._channel = None
            return None

    def _found(self, frame: Any) -> None:
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(int(frame.method.consumer_count))

    def _closed(self, _channel: Any, reason: Any) -> None:
        self._channel = None
        if self._asked is not None and not self._asked.done():
            self._asked.set_result(0 if getattr(reason, "reply_code", None) == _NO_QUEUE else None)

    async def _open(self) -> Any:
        if self._channel is not None and self._channel.is_open:
            return self._channel
        opened: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def take(channel: Any) -> None:
            channel.add_on_close_callback(self._closed)
            if not opened.done():
                opened.set_result(channel)

        try:
            self._connection.channel(on_open_callback=take)
            self._channel = await asyncio.wait_for(opened, _PATIENCE_SECONDS)
        except Exception:  # noqa: BLE001 - the connection has gone; the next look finds the next one
            self._channel = None
        return self._channel
