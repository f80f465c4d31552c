"""Police reports, their scrutiny, and filing in court."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases import api
from services.cases.queries import cases
from services.cases.usecases import filing, scrutiny
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling.api import read_court


class ScrutinyAnswers:
    """Police reports, their scrutiny, and filing in court."""

    @answers(api.receive_report)
    def receive_report(self, call: Call) -> Answer:
        """Receive a police report."""
        case_id = call.path["case_id"]
        scrutiny.receive_report(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.return_report)
    def return_report(self, call: Call) -> Answer:
        """Return a defective report."""
        case_id = call.path["case_id"]
        scrutiny.return_report(call.session, call.actor, case_id, call.path["report_id"], call.body, call.if_match)
        return cases.read_case(call.session, call.actor, case_id, status=200)

    @answers(api.give_opinion)
    def give_opinion(self, call: Call) -> Answer:
        """Give an opinion on an accused."""
        case_id = call.path["case_id"]
        scrutiny.give_opinion(
            call.session, call.actor, case_id, call.path["report_id"], call.body, if_match=call.if_match
        )
        return cases.read_case(call.session, call.actor, case_id, status=201)

    @answers(api.file_case, transaction=False)
    def file_case(self, call: Call) -> Answer:
        """File the report in court, once scheduling has said that there is such a court."""
        case_id = call.path["case_id"]
        call.caller.call(read_court, path={"court_id": call.body["court_id"]}, on_behalf_of=call.actor_token)

        def file(session: Session) -> Answer:
            filing.file_case(session, call.actor, case_id, call.body, if_match=call.if_match)
            return cases.read_case(session, call.actor, case_id)

        return call.once(file)
