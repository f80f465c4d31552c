"""What happens to hearings. Ids and facts only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from services.common.events import Event


@dataclass(frozen=True, kw_only=True)
class HearingScheduled(Event, source="scheduling"):
    """A hearing has a court, a time and its prosecutors."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    prosecutor_ids: list[UUID]
    joined_case_ids: list[UUID] = field(default_factory=list)
    # On the day's list without an hour: the times are those between which it may be called.
    is_untimed: bool = False
    # The sitting of several days that it is a day of.
    sitting_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class HearingMoved(Event, source="scheduling"):
    """A hearing has another time, court or other prosecutors than before."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    prosecutor_ids: list[UUID]
    previous_starts_at: dt.datetime
    previous_court_id: UUID | None = None
    previous_prosecutor_ids: list[UUID] = field(default_factory=list)
    # Set when it is one of many changed in one step, of which people are told together.
    batch_id: UUID | None = None
    is_untimed: bool = False


@dataclass(frozen=True, kw_only=True)
class HearingVacated(Event, source="scheduling"):
    """A hearing will not take place."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    starts_at: dt.datetime
    reason: str
    prosecutor_ids: list[UUID] = field(default_factory=list)
    # As for HearingMoved.
    batch_id: UUID | None = None
    # Set when its cases are heard at this hearing instead, which says so itself.
    merged_into_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class HearingCasesChanged(Event, source="scheduling"):
    """Other cases than before are heard at a hearing: some were joined to it, or some went to a hearing of their own."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    prosecutor_ids: list[UUID]
    joined_case_ids: list[UUID]
    added_case_ids: list[UUID] = field(default_factory=list)
    removed_case_ids: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class HearingProsecutorsChanged(Event, source="scheduling"):
    """Others stand in a hearing than before; HearingMoved says so too, among all else that may have changed."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    starts_at: dt.datetime
    prosecutor_ids: list[UUID]
    previous_prosecutor_ids: list[UUID]
    batch_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class HearingAdjourned(Event, source="scheduling"):
    """A hearing was put off by the court: why, at whose request, and to when."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    cause: str
    asked_by: str
    next_hearing_id: UUID | None = None
    next_starts_at: dt.datetime | None = None
    prosecutor_ids: list[UUID] = field(default_factory=list)
    heard_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class HearingHeld(Event, source="scheduling"):
    """A hearing took place, with this result."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    result: str = ""
    next_hearing_id: UUID | None = None
    prosecutor_ids: list[UUID] = field(default_factory=list)
    heard_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class ProceedingsRecorded(Event, source="scheduling"):
    """The proceedings of a hearing were entered, or amended: the highest revision holds."""

    hearing_id: UUID
    case_id: UUID
    court_id: UUID
    revision: int
    heard_on: dt.date
    attended: list[str]
    absent: list[str]
    witnesses_present: int
    witnesses_examined: int
    examined_fact: int = 0
    examined_formal: int = 0
    examined_other: int = 0
