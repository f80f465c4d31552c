"""Work that is given, done and handed over; the directions of courts."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class TaskGiven(Event, source="cases"):
    """A task is somebody's now, or waits for the team or the pool: it was made, taken, given back, reassigned or changed."""

    case_id: uuid.UUID
    task_id: uuid.UUID
    held_by: str
    owner_id: uuid.UUID | None
    due_on: dt.date
    is_urgent: bool


@dataclass(frozen=True, kw_only=True)
class TaskDue(Event, source="cases"):
    """A date of an open task came; `what` is reminder, due or escalation."""

    case_id: uuid.UUID
    task_id: uuid.UUID
    owner_id: uuid.UUID | None
    due_on: dt.date
    what: str


@dataclass(frozen=True, kw_only=True)
class TaskEnded(Event, source="cases"):
    """A task is done or cancelled."""

    case_id: uuid.UUID
    task_id: uuid.UUID
    owner_id: uuid.UUID | None
    state: str


@dataclass(frozen=True, kw_only=True)
class WorkHandedOver(Event, source="cases"):
    """The open work of somebody who leaves, or goes on leave, is somebody else's now."""

    from_id: uuid.UUID
    to_id: uuid.UUID
    case_count: int
    task_count: int


@dataclass(frozen=True, kw_only=True)
class DirectionGiven(Event, source="cases"):
    """A court ordered something to be done by a day, or moved that day."""

    case_id: uuid.UUID
    direction_id: uuid.UUID
    addressee: str
    due_on: dt.date


@dataclass(frozen=True, kw_only=True)
class DirectionEnded(Event, source="cases"):
    """A court's direction was complied with or withdrawn."""

    case_id: uuid.UUID
    direction_id: uuid.UUID
    state: str
