"""What happens to roster plans. Ids and facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class RosterPlanEnded(Event, source="scheduling"):
    """A roster plan was made, failed or was cancelled; what it suggests, a person decides."""

    plan_id: UUID
    kind: str
    state: str
    first_on: dt.date
    last_on: dt.date
    hearings: int
    covered: int
