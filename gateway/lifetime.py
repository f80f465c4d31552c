"""What begins and ends with a worker's event loop."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from gateway.accounts.usecases.grants import load_grants
from gateway.bus import Bus
from gateway.hearing import Hearing
from gateway.live import LiveUpdates
from gateway.presence import Presence
from gateway.streaming import keep_honest
from services.common.database import Database
from services.common.logs import get_log

log = get_log(__name__)

_AGAIN_SECONDS: Final = 5.0


class Lifetime:
    """Starts the bus with the worker and stops it with it (ASGI lifespan); brings the roles' grants up to date."""

    def __init__(
        self, bus: Bus, presence: Presence, hearing: Hearing, updates: LiveUpdates, database: Database
    ) -> None:
        """Take what runs on the loop."""
        self._hearing = hearing
        self._updates = updates
        self._bus = bus
        self._presence = presence
        self._database = database
        self._tasks: list[asyncio.Task[None]] = []

    async def process_startup(self, _scope: Any, _event: Any) -> None:
        """Begin; neither the broker nor the database need to be there yet."""
        self._bus.start()
        self._presence.start()
        self._hearing.start()
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._bring_grants()), loop.create_task(keep_honest(self._updates))]

    async def process_shutdown(self, _scope: Any, _event: Any) -> None:
        """End."""
        for task in self._tasks:
            task.cancel()
        self._presence.stop()
        await self._bus.stop()
        self._database.engine.dispose()

    async def _bring_grants(self) -> None:
        while True:
            try:
                await asyncio.get_running_loop().run_in_executor(None, self._load)
            except (DBAPIError, PoolTimeout) as error:
                log.warning("grants_wait_for_database", reason=type(error).__name__)
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                return

    def _load(self) -> None:
        with self._database.transaction() as session:
            changed = load_grants(session)
        log.info("grants_loaded", changed=changed)
