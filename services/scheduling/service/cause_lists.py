"""Cause lists: a court's list of a day, as it stands."""

from __future__ import annotations

from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling import api
from services.scheduling.queries import cause_lists


class CauseListAnswers:
    """Cause lists: a court's list of a day, as it stands."""

    @answers(api.read_cause_list)
    def read_cause_list(self, call: Call) -> Answer:
        """Read a court's list of a day."""
        return cause_lists.read_cause_list(call.session, call.actor, call.path["court_id"], call.path["day"])
