"""Absconders, and what was done to bring them before the court."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import absconding as queries
from services.cases.usecases import absconding
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class AbscondingAnswers:
    """Absconders, and what was done to bring them before the court."""

    @answers(api.record_absconder_step)
    def record_absconder_step(self, call: Call) -> Answer:
        """Record a step against an absconder."""
        case_id, accused_id = call.path["case_id"], call.path["accused_id"]
        absconding.record_absconder_step(call.session, call.actor, case_id, accused_id, call.body, call.if_match)
        return queries.read_absconder(call.session, case_id, accused_id)

    @answers(api.list_absconders)
    def list_absconders(self, call: Call) -> Answer:
        """List the absconders of a case."""
        return queries.list_absconders(call.session, call.database, call.actor, call.path["case_id"], call.query)
