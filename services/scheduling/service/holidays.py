"""Days on which courts do not sit: holidays, occasions that wait for the moon, vacations."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.common.answering import Call
from services.common.answers import Answer, no_content
from services.common.bus import answers, every
from services.scheduling import api
from services.scheduling.queries import courts as court_queries
from services.scheduling.queries import vacations as vacation_queries
from services.scheduling.usecases import holidays, occasions, sweeping, vacations
from services.scheduling.usecases.refixing import ITSELF


class HolidayAnswers:
    """Days on which courts do not sit: holidays, occasions that wait for the moon, vacations."""

    @answers(api.declare_holidays)
    def declare_holidays(self, call: Call) -> Answer:
        """Declare holidays."""
        return court_queries.read_declared(call.session, holidays.declare_holidays(call.session, call.actor, call.body))

    @answers(api.list_holidays)
    def list_holidays(self, call: Call) -> Answer:
        """List holidays."""
        return court_queries.list_holidays(call.session, call.query)

    @answers(api.withdraw_holiday)
    def withdraw_holiday(self, call: Call) -> Answer:
        """Take a holiday back."""
        holidays.withdraw_holiday(call.session, call.actor, call.path["holiday_id"], call.body["reason"])
        return no_content()

    @answers(api.preview_occasion)
    def preview_occasion(self, call: Call) -> Answer:
        """Say what declaring an occasion would do."""
        declared = occasions.preview_occasion(call.session, call.actor, call.path["occasion"], call.body)
        return vacation_queries.show_declaration(declared)

    @answers(api.declare_occasion)
    def declare_occasion(self, call: Call) -> Answer:
        """Declare an occasion."""
        declared = occasions.declare_occasion(call.session, call.actor, call.path["occasion"], call.body)
        return vacation_queries.show_declaration(declared)

    @answers(api.declare_vacation)
    def declare_vacation(self, call: Call) -> Answer:
        """Declare a vacation."""
        vacation_id, hearings = vacations.declare_vacation(call.session, call.actor, call.body)
        return vacation_queries.read_vacation(call.session, vacation_id, hearings)

    @answers(api.list_vacations)
    def list_vacations(self, call: Call) -> Answer:
        """List vacations."""
        return vacation_queries.list_vacations(call.session, call.query)

    @answers(api.withdraw_vacation)
    def withdraw_vacation(self, call: Call) -> Answer:
        """Take a vacation back."""
        vacations.withdraw_vacation(call.session, call.actor, call.path["vacation_id"], call.body["reason"])
        return no_content()

    @every(seconds=3600)
    def mark_stranded(self, session: Session) -> None:
        """Mark what slipped onto a day on which its court does not sit."""
        sweeping.mark_stranded(session, ITSELF)
