"""Hearings and what happened at them."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import hearings as hearing_queries
from services.scheduling.queries import proceedings as proceedings_queries
from services.scheduling.usecases import moving, outcomes, proceedings, scheduling, vacating


class HearingAnswers:
    """Hearings and what happened at them."""

    @answers(api.schedule_hearing)
    def schedule_hearing(self, call: Call) -> Answer:
        """Schedule a hearing."""
        hearing_id = scheduling.schedule_hearing(call.session, call.actor, call.body)
        return hearing_queries.read_hearing(call.session, call.actor, hearing_id, status=201)

    @answers(api.list_hearings)
    def list_hearings(self, call: Call) -> Answer:
        """List hearings."""
        return hearing_queries.list_hearings(call.session, call.actor, call.query)

    @answers(api.read_hearing)
    def read_hearing(self, call: Call) -> Answer:
        """Read a hearing."""
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.move_hearing)
    def move_hearing(self, call: Call) -> Answer:
        """Move a hearing."""
        moving.move_hearing(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.vacate_hearing)
    def vacate_hearing(self, call: Call) -> Answer:
        """Vacate a hearing."""
        vacating.vacate_hearing(call.session, call.actor, call.path["hearing_id"], call.body["reason"], call.if_match)
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.record_outcome)
    def record_outcome(self, call: Call) -> Answer:
        """Record what happened at a hearing."""
        outcomes.record_outcome(call.session, call.actor, call.path["hearing_id"], call.body, call.if_match)
        return hearing_queries.read_hearing(call.session, call.actor, call.path["hearing_id"])

    @answers(api.record_proceedings)
    def record_proceedings(self, call: Call) -> Answer:
        """Record a hearing's proceedings."""
        hearing_id = call.path["hearing_id"]
        proceedings.record_proceedings(call.session, call.actor, hearing_id, call.body, call.if_match)
        return proceedings_queries.read_proceedings(call.session, call.actor, hearing_id)

    @answers(api.read_proceedings)
    def read_proceedings(self, call: Call) -> Answer:
        """Read a hearing's proceedings."""
        return proceedings_queries.read_proceedings(call.session, call.actor, call.path["hearing_id"])
