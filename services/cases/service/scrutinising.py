"""Scrutiny in its parts: the checklist, the police's answers, delay weighed, the memo."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import scrutinising
from services.cases.usecases import scrutinising as parts
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class ScrutinisingAnswers:
    """Scrutiny in its parts: the checklist, the police's answers, delay weighed, the memo."""

    @answers(api.read_scrutiny)
    def read_scrutiny(self, call: Call) -> Answer:
        """Read a report's scrutiny."""
        where = call.path["case_id"], call.path["report_id"]
        return scrutinising.read_scrutiny_traced(call.session, call.database, call.actor, *where)

    @answers(api.answer_questions)
    def answer_questions(self, call: Call) -> Answer:
        """Answer questions of the checklist."""
        where = call.path["case_id"], call.path["report_id"]
        parts.answer_questions(call.session, call.actor, *where, call.body, call.if_match)
        return scrutinising.read_scrutiny(call.session, call.actor, *where)

    @answers(api.judge_delay)
    def judge_delay(self, call: Call) -> Answer:
        """Say whether a delay's reasons are compelling."""
        where = call.path["case_id"], call.path["report_id"]
        parts.judge_delay(call.session, call.actor, *where, call.body, call.if_match)
        return scrutinising.read_scrutiny(call.session, call.actor, *where)

    @answers(api.answer_defect)
    def answer_defect(self, call: Call) -> Answer:
        """Record what the police say to a defect."""
        where = call.path["case_id"], call.path["defect_id"]
        parts.answer_defect(call.session, call.actor, *where, call.body, call.if_match)
        return _answer_of_defect(call, status=201)

    @answers(api.decide_dispute)
    def decide_dispute(self, call: Call) -> Answer:
        """Accept or reject a dispute."""
        where = call.path["case_id"], call.path["defect_id"]
        parts.decide_dispute(call.session, call.actor, *where, call.body, call.if_match)
        return _answer_of_defect(call, status=200)

    @answers(api.read_memo)
    def read_memo(self, call: Call) -> Answer:
        """Read the memo of a scrutiny."""
        where = call.path["case_id"], call.path["report_id"]
        return scrutinising.read_memo(call.session, call.database, call.actor, *where, call.query["lang"])


def _answer_of_defect(call: Call, *, status: int) -> Answer:
    case_id = call.path["case_id"]
    report_id = scrutinising.find_report_of(call.session, case_id, call.path["defect_id"])
    return scrutinising.read_scrutiny(call.session, call.actor, case_id, report_id, status=status)
