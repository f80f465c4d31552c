"""Which parts of the system are running: every part is asked at once, and a second is waited at most."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from gateway.bus import Bus
from services.common.database import Database
from services.common.errors import Problem

WAIT_SECONDS: Final = 1.0
_HELLO: Final = b'{"args": [], "kwargs": {}}'


class State:
    """Asks the parts how they are."""

    def __init__(self, bus: Bus, database: Database, services: Sequence[str], threads: ThreadPoolExecutor) -> None:
        """Take what is looked at."""
        self._bus = bus
        self._database = database
        self._services = services
        self._threads = threads

    async def ask_all(self, correlation_id: str) -> dict[str, str]:
        """Give the state of each part: running, away, or silent."""
        asking = [self._ask(service, correlation_id) for service in self._services]
        answers = await asyncio.gather(self._look_at_accounts(), *asking)
        states = dict(zip(("accounts", *self._services), answers, strict=True))
        return {"bus": "running" if self._bus.is_up else "away", **states}

    async def _ask(self, service: str, correlation_id: str) -> str:
        try:
            await self._bus.send(service, "hello", _HELLO, {"nameko.correlation_id": correlation_id}, WAIT_SECONDS)
        except Problem as problem:
            return "silent" if problem.kind == "too_late" else "away"
        return "running"

    async def _look_at_accounts(self) -> str:
        looking = asyncio.get_running_loop().run_in_executor(self._threads, self._database.is_up)
        try:
            return "running" if await asyncio.wait_for(looking, WAIT_SECONDS) else "away"
        except TimeoutError:
            return "silent"
