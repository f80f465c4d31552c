"""The financing behind a case, and the lists of proscribed persons."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import financing as reading
from services.cases.usecases import financing, proscribing
from services.common.answering import Call
from services.common.answers import Answer, answer_json
from services.common.bus import answers


class FinancingAnswers:
    """The financing behind a case, and the lists of proscribed persons."""

    @answers(api.read_financing)
    def read_financing(self, call: Call) -> Answer:
        """Read the financing behind a case."""
        return reading.read_financing(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.set_financing)
    def set_financing(self, call: Call) -> Answer:
        """Say whether a case is of terror financing."""
        case_id = call.path["case_id"]
        financing.set_financing(call.session, call.actor, case_id, call.body, call.if_match)
        return reading.answer_kept(call.session, case_id, case_id)

    @answers(api.set_financing_check)
    def set_financing_check(self, call: Call) -> Answer:
        """Say where an item of the checklist stands."""
        case_id, code = call.path["case_id"], call.path["code"]
        financing.set_check(call.session, call.actor, case_id, code, call.body, call.if_match)
        return reading.answer_kept(call.session, case_id, code)

    @answers(api.add_transfer)
    def add_transfer(self, call: Call) -> Answer:
        """Record money that moved."""
        kept = financing.add_transfer(call.session, call.actor, call.path["case_id"], call.body)
        return reading.answer_kept(call.session, call.path["case_id"], kept, status=201)

    @answers(api.add_financing_reference)
    def add_financing_reference(self, call: Call) -> Answer:
        """Record a report of a bank or of the Financial Monitoring Unit."""
        kept = financing.add_reference(call.session, call.actor, call.path["case_id"], call.body)
        return reading.answer_kept(call.session, call.path["case_id"], kept, status=201)

    @answers(api.add_property_order)
    def add_property_order(self, call: Call) -> Answer:
        """Record that property was frozen, seized or attached."""
        kept = financing.add_order(call.session, call.actor, call.path["case_id"], call.body)
        return reading.answer_kept(call.session, call.path["case_id"], kept, status=201)

    @answers(api.add_property_step)
    def add_property_step(self, call: Call) -> Answer:
        """Record a step under an order on property."""
        case_id, order_id = call.path["case_id"], call.path["order_id"]
        kept = financing.add_step(call.session, call.actor, case_id, order_id, call.body)
        return reading.answer_kept(call.session, case_id, kept, status=201)

    @answers(api.load_proscribed_list)
    def load_proscribed_list(self, call: Call) -> Answer:
        """Load a version of a list of proscribed persons."""
        return answer_json(proscribing.load_list(call.session, call.actor, call.body), status=201)

    @answers(api.list_proscribed_matches)
    def list_proscribed_matches(self, call: Call) -> Answer:
        """List the records of a case that may be on the lists."""
        return reading.list_matches(call.session, call.database, call.actor, call.path["case_id"])
