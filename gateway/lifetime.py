"""What begins and ends with a worker's event loop."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from gateway.accounts.usecases.grants import load_grants
from gateway.bus import Bus
from gateway.hearing import Hearing
from gateway.live import LiveUpdates
from gateway.oversight.checkpoints import sign_checkpoints
from gateway.presence import Presence
from gateway.streaming import keep_honest
from services.common.actor import Signer
from services.common.database import Database
from services.common.logs import get_log

log = get_log(__name__)

_AGAIN_SECONDS: Final = 5.0


class Lifetime:
    """Starts the bus with the worker and stops it with it (ASGI lifespan); brings the roles' grants, signs the audit trail."""

    def __init__(
        self,
        bus: Bus,
        presence: Presence,
        hearing: Hearing,
        updates: LiveUpdates,
        *,
        database: Database,
        signer: Signer,
        grants: Path | None,
    ) -> None:
        """Take what runs on the loop, what signs the audit trail, and the folder of the roles' grants (None: they are brought by others)."""
        self._hearing = hearing
        self._updates = updates
        self._bus = bus
        self._presence = presence
        self._database = database
        self._signer = signer
        self._grants = grants
        self._tasks: list[asyncio.Task[None]] = []

    async def process_startup(self, _scope: Any, _event: Any) -> None:
        """Begin; neither the broker nor the database need to be there yet."""
        self._bus.start()
        self._presence.start()
        self._hearing.start()
        loop = asyncio.get_running_loop()
        self._tasks = [
            loop.create_task(keep_honest(self._updates)),
            loop.create_task(sign_checkpoints(self._database, self._signer)),
        ]
        if self._grants is not None:
            self._tasks.append(loop.create_task(self._bring_grants(self._grants)))

    async def process_shutdown(self, _scope: Any, _event: Any) -> None:
        """End."""
        for task in self._tasks:
            task.cancel()
        self._presence.stop()
        await self._bus.stop()
        self._database.engine.dispose()

    async def _bring_grants(self, folder: Path) -> None:
        while True:
            try:
                await asyncio.get_running_loop().run_in_executor(None, self._load, folder)
            except (DBAPIError, PoolTimeout) as error:
                log.warning("grants_wait_for_database", reason=type(error).__name__)
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                return

    def _load(self, folder: Path) -> None:
        with self._database.transaction() as session:
            changed = load_grants(session, folder)
        log.info("grants_loaded", changed=changed)
