"""Days on which courts do not sit."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer, no_content
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import courts as court_queries
from services.scheduling.usecases import holidays


class HolidayAnswers:
    """Days on which courts do not sit."""

    @answers(api.declare_holidays)
    def declare_holidays(self, call: Call) -> Answer:
        """Declare holidays."""
        declared = holidays.declare_holidays(call.session, call.actor, call.body)
        in_the_way = holidays.find_hearings_in_the_way(call.session, call.body)
        return court_queries.read_declared(call.session, declared, in_the_way)

    @answers(api.list_holidays)
    def list_holidays(self, call: Call) -> Answer:
        """List holidays."""
        return court_queries.list_holidays(call.session, call.query)

    @answers(api.withdraw_holiday)
    def withdraw_holiday(self, call: Call) -> Answer:
        """Take a holiday back."""
        holidays.withdraw_holiday(call.session, call.actor, call.path["holiday_id"], call.body["reason"])
        return no_content()
