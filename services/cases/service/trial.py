"""What the court does with an accused, and a case's courts."""

from __future__ import annotations

from sqlalchemy.orm import Session

from services.cases import api
from services.cases.queries import trial
from services.cases.usecases import bail, joint_trials, numbers, remand
from services.cases.usecases import trial as trial_steps
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers
from services.scheduling.api import read_court


class TrialAnswers:
    """What the court does with an accused, and a case's courts."""

    @answers(api.record_plea)
    def record_plea(self, call: Call) -> Answer:
        """Record what an accused pleads."""
        trial_steps.record_plea(
            call.session, call.actor, call.path["case_id"], call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.record_verdicts)
    def record_verdicts(self, call: Call) -> Answer:
        """Record the verdicts on an accused's charges."""
        trial_steps.record_verdicts(
            call.session, call.actor, call.path["case_id"], call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.apply_for_bail)
    def apply_for_bail(self, call: Call) -> Answer:
        """Record that bail was applied for."""
        bail.apply_for_bail(
            call.session, call.actor, call.path["case_id"], call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.decide_bail)
    def decide_bail(self, call: Call) -> Answer:
        """Record the order on bail."""
        bail.decide_bail(call.session, call.actor, call.path["case_id"], call.path["bail_id"], call.body, call.if_match)
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.cancel_bail)
    def cancel_bail(self, call: Call) -> Answer:
        """Record that bail was cancelled."""
        bail.cancel_bail(call.session, call.actor, call.path["case_id"], call.path["bail_id"], call.body, call.if_match)
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.order_remand)
    def order_remand(self, call: Call) -> Answer:
        """Record a remand order."""
        remand.order_remand(
            call.session, call.actor, call.path["case_id"], call.path["accused_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"], status=201)

    @answers(api.withdraw_remand)
    def withdraw_remand(self, call: Call) -> Answer:
        """Take back a remand order."""
        remand.withdraw_remand(
            call.session, call.actor, call.path["case_id"], call.path["remand_id"], call.body, call.if_match
        )
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.join_trial)
    def join_trial(self, call: Call) -> Answer:
        """Try a case jointly with a leading one."""
        joint_trials.join_trial(call.session, call.actor, call.path["case_id"], call.body, if_match=call.if_match)
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.part_trial)
    def part_trial(self, call: Call) -> Answer:
        """Try a case by itself again."""
        joint_trials.part_trial(call.session, call.actor, call.path["case_id"], call.body, if_match=call.if_match)
        return trial.read_trial(call.session, call.actor, call.path["case_id"])

    @answers(api.transfer_case, transaction=False)
    def transfer_case(self, call: Call) -> Answer:
        """Move a case to another court, once scheduling has said that there is such a court."""
        case_id = call.path["case_id"]
        call.caller.call(read_court, path={"court_id": call.body["court_id"]}, on_behalf_of=call.actor_token)

        def transfer(session: Session) -> Answer:
            numbers.transfer_case(session, call.actor, case_id, call.body, if_match=call.if_match)
            return trial.read_trial(session, call.actor, case_id, status=201)

        return call.once(transfer)
