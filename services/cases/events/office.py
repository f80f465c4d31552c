"""What the office itself owes by a day."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class OfficePeriodTold(Event, source="cases", aggregate="period_id"):
    """A period of the office comes to its end (`reminder`), ends today (`due`), or was missed (`escalation`); `told_to`: which office."""

    period_id: uuid.UUID
    rule_id: str
    due_on: dt.date
    step: str
    told_to: str


@dataclass(frozen=True, kw_only=True)
class OfficePeriodEnded(Event, source="cases", aggregate="period_id"):
    """What the office owed is done: in time (`met`) or late (`missed`)."""

    period_id: uuid.UUID
    rule_id: str
    ended_on: dt.date
    state: str
