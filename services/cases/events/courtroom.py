"""What courts and offices decide on the way: bail, custody, withdrawal, appeal."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class BailDecided(Event, source="cases"):
    """An application for bail was granted, refused or not pressed, or the bail was cancelled."""

    case_id: uuid.UUID
    accused_id: uuid.UUID
    bail_id: uuid.UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class CustodyChanged(Event, source="cases"):
    """An accused is in another custody than before, or was added in it."""

    case_id: uuid.UUID
    accused_id: uuid.UUID
    state: str
    since_on: dt.date


@dataclass(frozen=True, kw_only=True)
class WithdrawalMoved(Event, source="cases"):
    """A withdrawal was proposed, approved or refused by its office, or answered by the court."""

    case_id: uuid.UUID
    accused_id: uuid.UUID
    withdrawal_id: uuid.UUID
    state: str
    office: str


@dataclass(frozen=True, kw_only=True)
class AppealMoved(Event, source="cases"):
    """An office gave its word on an appeal, it was filed, or decided; `awaits` is the office that has it now."""

    case_id: uuid.UUID
    appeal_id: uuid.UUID
    accused_id: uuid.UUID
    step: str
    state: str
    awaits: str | None = None
    last_day: dt.date | None = None
