"""Who stands on a case."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import cases
from services.cases.usecases import team
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class TeamAnswers:
    """Who stands on a case."""

    @answers(api.assign_prosecutor)
    def assign_prosecutor(self, call: Call) -> Answer:
        """Put a prosecutor on the team."""
        case_id = call.path["case_id"]
        team.assign_prosecutor(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.release_prosecutor)
    def release_prosecutor(self, call: Call) -> Answer:
        """Release a prosecutor from the team."""
        case_id = call.path["case_id"]
        team.release_prosecutor(call.session, call.actor, case_id, call.path["assignment_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)
