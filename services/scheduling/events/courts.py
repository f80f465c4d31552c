"""What happens to courts, and to their days in one step. Ids and facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class HearingsCleared(Event, source="scheduling"):
    """Many hearings were vacated or moved in one step; each tells so itself too, with this as its `batch_id`.

    hearings: of each its id, its cases, its prosecutors, court and time until now, and from now on (null when it was vacated).
    So that each person is told once, of all of his.
    """

    clearing_id: UUID
    action: str
    cause: str
    first_on: dt.date
    last_on: dt.date | None = None
    hearings: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CourtAbolished(Event, source="scheduling"):
    """There is no such court from a day on; what was pending goes to its successor."""

    court_id: UUID
    closed_on: dt.date
    successor_id: UUID
