"""What scheduling tells the others: ids and facts, no names. By chapter; each name is bound here."""

from __future__ import annotations

from services.scheduling.events.cause_lists import CauseListAccepted, CauseListMade
from services.scheduling.events.courts import CourtAbolished, HearingsCleared
from services.scheduling.events.hearings import (
    HearingAdjourned,
    HearingCasesChanged,
    HearingHeld,
    HearingMoved,
    HearingProsecutorsChanged,
    HearingScheduled,
    HearingVacated,
    ProceedingsRecorded,
)
from services.scheduling.events.holidays import HolidaysDeclared, HolidaysWithdrawn
from services.scheduling.events.plans import RosterPlanEnded
from services.scheduling.events.process import ProcessRecorded
from services.scheduling.events.roster import LeaveApproved, LeaveCancelled, ProsecutorPosted

__all__ = [
    "CauseListAccepted",
    "CauseListMade",
    "CourtAbolished",
    "HearingAdjourned",
    "HearingCasesChanged",
    "HearingHeld",
    "HearingMoved",
    "HearingProsecutorsChanged",
    "HearingScheduled",
    "HearingVacated",
    "HearingsCleared",
    "HolidaysDeclared",
    "HolidaysWithdrawn",
    "LeaveApproved",
    "LeaveCancelled",
    "ProceedingsRecorded",
    "ProcessRecorded",
    "ProsecutorPosted",
    "RosterPlanEnded",
]
