"""What happens to prosecutors' time. Ids and facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class LeaveApproved(Event, source="scheduling"):
    """A prosecutor is away on these days, both counted."""

    leave_id: UUID
    prosecutor_id: UUID
    first_on: dt.date
    last_on: dt.date


@dataclass(frozen=True, kw_only=True)
class LeaveCancelled(Event, source="scheduling"):
    """A prosecutor whose leave was approved will be there after all."""

    leave_id: UUID
    prosecutor_id: UUID
    first_on: dt.date
    last_on: dt.date


@dataclass(frozen=True, kw_only=True)
class ProsecutorPosted(Event, source="scheduling", aggregate="prosecutor_id"):
    """A prosecutor is posted to a district from a day on, in this designation."""

    prosecutor_id: UUID
    district: str
    designation: str
    first_on: dt.date
