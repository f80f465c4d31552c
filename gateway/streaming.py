"""The address of live updates, and the clock that keeps the streams honest."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, Final

from gateway.door import Door
from gateway.limits import api_headers
from gateway.live import RECHECK_SECONDS, LiveUpdates
from gateway.reading import read_correlation
from gateway.recusals import Recusals

_TICK_SECONDS: Final = 0.5
_state: dict[str, Callable[[], bool]] = {"serves": lambda: True}


def watch_worker(serves: Callable[[], bool]) -> None:
    """Let gunicorn say whether the worker still serves: open streams must end before it can stop."""
    _state["serves"] = serves


class LiveAddress:
    """`GET /api/live`."""

    def __init__(self, door: Door, updates: LiveUpdates, recusals: Recusals) -> None:
        """Take the door, the streams, and who is recused from what."""
        self._door = door
        self._updates = updates
        self._recusals = recusals
        self._headers = [*api_headers(secure=door.secure), ("x-accel-buffering", "no")]

    async def on_get(self, req: Any, resp: Any) -> None:
        """Open a stream for whoever is signed in."""
        req.context.correlation_id = read_correlation(req.get_header("x-correlation-id"))
        identity = await self._door.identify(req, changes=False)
        await self._recusals.learn(identity, req.context.correlation_id)
        resp.set_headers(self._headers)
        resp.set_header("x-correlation-id", req.context.correlation_id)
        resp.content_type = "text/event-stream"
        resp.stream = self._updates.open(identity, req.get_header("last-event-id"))


async def keep_honest(updates: LiveUpdates) -> None:
    """Look every few seconds whether the listeners' sessions still stand, and end all streams when the worker stops."""
    checked_at = time.monotonic()
    while True:
        await asyncio.sleep(_TICK_SECONDS)
        if not _state["serves"]():
            updates.end_all()
            return
        if time.monotonic() - checked_at >= RECHECK_SECONDS:
            checked_at = time.monotonic()
            await updates.recheck()
