"""Scheduling's tables, what an actor may see of them, and courts' days read from them."""

from services.scheduling.models.courts import Court, CourtRoom, Holiday, SittingHours, Timetable
from services.scheduling.models.feeds import CalendarFeed
from services.scheduling.models.ground import Base
from services.scheduling.models.hearings import Booking, Hearing, HearingListing
from services.scheduling.models.known_cases import CaseProsecutor, KnownCase
from services.scheduling.models.proceedings import Proceedings
from services.scheduling.models.roster import Leave, RosterEntry
from services.scheduling.models.words import HearingCode

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
