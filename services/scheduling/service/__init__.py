"""Scheduling's entrypoints: what it answers, by chapter, and what it hears."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases.events import CaseFiled, CaseRegistered, ProsecutorAssigned, ProsecutorReleased
from services.common.bus import Service, hears
from services.common.events import Heard
from services.scheduling.service.calendars import CalendarAnswers
from services.scheduling.service.cause_lists import CauseListAnswers, CauseListImportAnswers
from services.scheduling.service.court_days import CourtDayAnswers
from services.scheduling.service.courts import CourtAnswers
from services.scheduling.service.hearings import HearingAnswers
from services.scheduling.service.holidays import HolidayAnswers
from services.scheduling.service.people import PeopleAnswers
from services.scheduling.service.plans import PlanAnswers
from services.scheduling.service.ripeness import RipenessAnswers
from services.scheduling.service.roster import RosterAnswers
from services.scheduling.service.sittings import SittingAnswers
from services.scheduling.service.words import WordAnswers
from services.scheduling.usecases import known_cases, ripeness


class SchedulingService(
    CalendarAnswers,
    CauseListAnswers,
    CauseListImportAnswers,
    CourtAnswers,
    CourtDayAnswers,
    HearingAnswers,
    HolidayAnswers,
    PeopleAnswers,
    PlanAnswers,
    RipenessAnswers,
    RosterAnswers,
    SittingAnswers,
    WordAnswers,
    Service,
):
    """Courts and their calendars, leave, hearings, cause lists, calendar feeds."""

    name = "scheduling"

    @hears(CaseRegistered)
    def when_case_registered(self, session: Session, heard: Heard[CaseRegistered]) -> None:
        """Keep the case's district, and its accused's custody."""
        known_cases.learn_case(session, heard.event.case_id, district=heard.event.district)
        ripeness.learn_accused(session, heard)

    @hears(CaseFiled)
    def when_case_filed(self, session: Session, heard: Heard[CaseFiled]) -> None:
        """Keep the case's court."""
        event = heard.event
        known_cases.learn_case(session, event.case_id, district=event.district, court_id=event.court_id)

    @hears(ProsecutorAssigned)
    def when_prosecutor_assigned(self, session: Session, heard: Heard[ProsecutorAssigned]) -> None:
        """Keep who stands on the case, and make sure he can be booked."""
        event = heard.event
        known_cases.learn_case(session, event.case_id, district=event.district)
        known_cases.learn_roster_entry(session, event.prosecutor_id, event.district)
        known_cases.learn_prosecutor(
            session, event.case_id, event.prosecutor_id, is_assigned=True, at=heard.occurred_at
        )

    @hears(ProsecutorReleased)
    def when_prosecutor_released(self, session: Session, heard: Heard[ProsecutorReleased]) -> None:
        """Keep that he left the case."""
        event = heard.event
        known_cases.learn_prosecutor(
            session, event.case_id, event.prosecutor_id, is_assigned=False, at=heard.occurred_at
        )
