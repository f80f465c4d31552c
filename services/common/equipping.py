"""From a process's settings to its equipment: the database, the checker and signer of tokens, the way to call others."""

from __future__ import annotations

from services.common.answering import Equipment
from services.common.calling import Caller
from services.common.database import Database
from services.common.settings import ChassisSettings


def equip(settings: ChassisSettings, *, process: str, connections: int | None = None) -> Equipment:
    """Make the equipment; nothing is connected before it is used."""
    signer = settings.signer
    return Equipment(
        database=Database(settings.database_url, size=connections or settings.workers, name=f"cmms-{process}"),
        verifier=settings.verifier,
        caller=Caller(settings.amqp_url, signer, settings.service),
        signer=signer,
    )
