"""The checkpoints of the gateway's own audit trail, signed once a minute by one of its workers at a time, as every service does."""

from __future__ import annotations

import asyncio
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.common.actor import Signer
from services.common.database import Database
from services.common.journal import write_checkpoint
from services.common.logs import get_log

log = get_log(__name__)

_EVERY_SECONDS: Final = 60.0
_LOCK: Final = 7_126_431_003


async def sign_checkpoints(database: Database, signer: Signer, *, seconds: float = _EVERY_SECONDS) -> None:
    """Bind the trail's lanes together and sign them, again and again."""
    while True:
        try:
            await asyncio.get_running_loop().run_in_executor(None, sign_checkpoint, database, signer)
        except (DBAPIError, PoolTimeout) as error:
            log.warning("checkpoint_waits_for_database", reason=type(error).__name__)
        await asyncio.sleep(seconds)


def sign_checkpoint(database: Database, signer: Signer) -> None:
    """Sign one checkpoint, unless another worker does it just now."""
    with database.transaction() as session:
        if session.scalar(sa.text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _LOCK}):
            write_checkpoint(session, signer, "gateway")
