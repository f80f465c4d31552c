"""Scheduling's tables, what an actor may see of them, and courts' days read from them."""

from services.scheduling.models.proceedings import Proceedings
from services.scheduling.models.tables import (
    Base,
    Booking,
    CalendarFeed,
    CaseProsecutor,
    Court,
    CourtRoom,
    Hearing,
    HearingCode,
    HearingListing,
    Holiday,
    KnownCase,
    Leave,
    RosterEntry,
    SittingHours,
    Timetable,
)

__all__ = [
    "Base",
    "Booking",
    "CalendarFeed",
    "CaseProsecutor",
    "Court",
    "CourtRoom",
    "Hearing",
    "HearingCode",
    "HearingListing",
    "Holiday",
    "KnownCase",
    "Leave",
    "Proceedings",
    "RosterEntry",
    "SittingHours",
    "Timetable",
]
