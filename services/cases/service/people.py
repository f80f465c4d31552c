"""The accused: custody, charges, results, and the end of the case."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import cases
from services.cases.usecases import people, results
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class PeopleAnswers:
    """The accused: custody, charges, results, and the end of the case."""

    @answers(api.change_custody)
    def change_custody(self, call: Call) -> Answer:
        """Record a change of an accused's custody."""
        case_id = call.path["case_id"]
        people.change_custody(call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.set_charges)
    def set_charges(self, call: Call) -> Answer:
        """Set the charges against an accused."""
        case_id = call.path["case_id"]
        people.set_charges(call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)

    @answers(api.record_result)
    def record_result(self, call: Call) -> Answer:
        """Record the court's result for an accused."""
        case_id = call.path["case_id"]
        results.record_result(call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.decide_case)
    def decide_case(self, call: Call) -> Answer:
        """Close a case whose accused all have results."""
        case_id = call.path["case_id"]
        results.decide_case(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)
