"""Scheduling's tables, what an actor may see of them, and courts' days read from them."""

from services.scheduling.models.bookings import Booking
from services.scheduling.models.cause_lists import CauseListImport, CauseListRow, CauseListSpelling, MadeCauseList
from services.scheduling.models.clearings import Clearing, ClearingStep
from services.scheduling.models.courts import Court, CourtDesignation, CourtRoom, Holiday, SittingHours, Timetable
from services.scheduling.models.feeds import CalendarFeed
from services.scheduling.models.ground import Base
from services.scheduling.models.hearing_lives import HearingChange, Sitting, UnscheduledHearing
from services.scheduling.models.hearings import Hearing, HearingListing
from services.scheduling.models.known_cases import CaseProsecutor, KnownCase
from services.scheduling.models.plans import LoadWeight, PlanDistrict, RosterPlan, Suggestion
from services.scheduling.models.postings import DesignationRank, Posting, Qualification, QualificationNeed
from services.scheduling.models.proceedings import Proceedings
from services.scheduling.models.ripeness import HearingProcess, KnownState
from services.scheduling.models.roster import Leave, RosterEntry
from services.scheduling.models.vacations import Vacation, VacationDuty
from services.scheduling.models.video_links import VideoLink
from services.scheduling.models.words import HearingCode
from services.scheduling.models.working_time import (
    DateToAvoid,
    Duty,
    Recusal,
    TravelTime,
    WorkingHours,
    WorkingPattern,
)

__all__ = [
    "Base",
    "Booking",
    "CalendarFeed",
    "CaseProsecutor",
    "CauseListImport",
    "CauseListRow",
    "CauseListSpelling",
    "Clearing",
    "ClearingStep",
    "Court",
    "CourtDesignation",
    "CourtRoom",
    "DateToAvoid",
    "DesignationRank",
    "Duty",
    "Hearing",
    "HearingChange",
    "HearingCode",
    "HearingListing",
    "HearingProcess",
    "Holiday",
    "KnownCase",
    "KnownState",
    "Leave",
    "LoadWeight",
    "MadeCauseList",
    "PlanDistrict",
    "Posting",
    "Proceedings",
    "Qualification",
    "QualificationNeed",
    "Recusal",
    "RosterEntry",
    "RosterPlan",
    "Sitting",
    "SittingHours",
    "Suggestion",
    "Timetable",
    "TravelTime",
    "UnscheduledHearing",
    "Vacation",
    "VacationDuty",
    "VideoLink",
    "WorkingHours",
    "WorkingPattern",
]
