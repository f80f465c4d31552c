"""A court's day: its free times, and clearing it."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import calendar
from services.scheduling.queries import clearing as clearing_queries
from services.scheduling.usecases import clearing


class CourtDayAnswers:
    """A court's day: its free times, and clearing it."""

    @answers(api.find_free_slots)
    def find_free_slots(self, call: Call) -> Answer:
        """Find free times in a court."""
        return calendar.find_free_slots(call.session, call.path["court_id"], call.query)

    @answers(api.preview_clearing)
    def preview_clearing(self, call: Call) -> Answer:
        """Say what clearing a court's days would do."""
        plan = clearing.preview_clearing(call.session, call.actor, call.path["court_id"], call.body)
        return clearing_queries.show_plan(plan)

    @answers(api.clear_court_days)
    def clear_court_days(self, call: Call) -> Answer:
        """Clear a court's days."""
        plan = clearing.clear_court_days(call.session, call.actor, call.path["court_id"], call.body)
        return clearing_queries.show_plan(plan)
