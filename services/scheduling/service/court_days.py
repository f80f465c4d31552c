"""A court's day: its free times, and clearing it."""

from __future__ import annotations

from dataclasses import replace

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
        given = clearing.of_court(call.session, call.path["court_id"], call.body)
        return clearing_queries.show_plan(clearing.preview_clearing(call.session, call.actor, given))

    @answers(api.clear_court_days)
    def clear_court_days(self, call: Call) -> Answer:
        """Clear a court's days."""
        given = clearing.of_court(call.session, call.path["court_id"], call.body)
        return clearing_queries.show_done(*clearing.clear_days(call.session, call.actor, given))

    @answers(api.preview_wide_clearing)
    def preview_wide_clearing(self, call: Call) -> Answer:
        """Say what clearing many courts' days would do."""
        return clearing_queries.show_plan(clearing.preview_clearing(call.session, call.actor, call.body))

    @answers(api.clear_days)
    def clear_days(self, call: Call) -> Answer:
        """Clear many courts' days."""
        clearing_id, plan = clearing.clear_days(call.session, call.actor, call.body)
        return replace(
            clearing_queries.show_done(clearing_id, plan), status=201, location=f"/api/clearings/{clearing_id}"
        )

    @answers(api.list_clearings)
    def list_clearings(self, call: Call) -> Answer:
        """List what was cleared."""
        return clearing_queries.list_clearings(call.session, call.actor, call.query)

    @answers(api.read_clearing)
    def read_clearing(self, call: Call) -> Answer:
        """Read what was cleared."""
        return clearing_queries.read_clearing(call.session, call.actor, call.path["clearing_id"])
