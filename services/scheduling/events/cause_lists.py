"""What happens to courts' cause lists: ids and counts, nothing that is printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class CauseListAccepted(Event, source="scheduling", aggregate="import_id"):
    """A court's list of a day was accepted: so many hearings were scheduled, moved and vacated by it; `awaiting` wait for a clerk."""

    import_id: UUID
    court_id: UUID
    listed_on: dt.date
    scheduled: int
    moved: int
    vacated: int
    awaiting: int
    supersedes_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class CauseListMade(Event, source="scheduling", aggregate="cause_list_id"):
    """A court's list of a day was made, for the office or for the door."""

    cause_list_id: UUID
    court_id: UUID
    listed_on: dt.date
    form: str
    hearing_count: int
