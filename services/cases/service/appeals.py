"""What goes through offices: withdrawals, sanctions, reports of acquittals, appeals."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import routes, trial
from services.cases.usecases import appeals, convict_appeals, sanction, withdrawal
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class AppealAnswers:
    """What goes through offices: withdrawals, sanctions, reports of acquittals, appeals."""

    @answers(api.propose_withdrawal)
    def propose_withdrawal(self, call: Call) -> Answer:
        """Propose a withdrawal."""
        withdrawal.propose_withdrawal(
            call.session, call.actor, call.path["case_id"], call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.decide_withdrawal)
    def decide_withdrawal(self, call: Call) -> Answer:
        """Approve or refuse a withdrawal."""
        withdrawal.decide_withdrawal(
            call.session, call.actor, call.path["case_id"], call.path["withdrawal_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.record_consent)
    def record_consent(self, call: Call) -> Answer:
        """Record the court's answer to a withdrawal."""
        withdrawal.record_consent(
            call.session, call.actor, call.path["case_id"], call.path["withdrawal_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.ask_sanction)
    def ask_sanction(self, call: Call) -> Answer:
        """Record that sanction was asked for."""
        sanction.ask_sanction(call.session, call.actor, call.path["case_id"], call.body, if_match=call.if_match)
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.answer_sanction)
    def answer_sanction(self, call: Call) -> Answer:
        """Record the authority's answer."""
        sanction.answer_sanction(
            call.session, call.actor, call.path["case_id"], call.path["sanction_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.report_acquittal)
    def report_acquittal(self, call: Call) -> Answer:
        """Report an acquittal."""
        appeals.report_acquittal(
            call.session, call.actor, call.path["case_id"], call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.recommend_appeal)
    def recommend_appeal(self, call: Call) -> Answer:
        """Recommend an appeal."""
        appeals.recommend_appeal(
            call.session, call.actor, call.path["case_id"], call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.decide_appeal_step)
    def decide_appeal_step(self, call: Call) -> Answer:
        """Give an office's word on an appeal."""
        appeals.decide_appeal_step(
            call.session, call.actor, call.path["case_id"], call.path["appeal_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.file_appeal)
    def file_appeal(self, call: Call) -> Answer:
        """Record that an appeal was filed."""
        appeals.file_appeal(
            call.session, call.actor, call.path["case_id"], call.path["appeal_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.enter_appeal)
    def enter_appeal(self, call: Call) -> Answer:
        """Enter that a convict appealed."""
        case_id = call.path["case_id"]
        convict_appeals.enter_appeal(
            call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, case_id, status=201)

    @answers(api.enter_victim_appeal)
    def enter_victim_appeal(self, call: Call) -> Answer:
        """Enter that an aggrieved person appealed."""
        case_id = call.path["case_id"]
        convict_appeals.enter_victim_appeal(
            call.session, call.actor, case_id, call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, case_id, status=201)

    @answers(api.record_appeal_result)
    def record_appeal_result(self, call: Call) -> Answer:
        """Record the higher court's decision."""
        appeals.record_appeal_result(
            call.session, call.actor, call.path["case_id"], call.path["appeal_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.list_appeals)
    def list_appeals(self, call: Call) -> Answer:
        """List the appeals that an office has."""
        return routes.list_appeals_traced(call.session, call.database, call.actor, call.query)
