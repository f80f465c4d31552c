"""The procedure as data, and the steps that are taken by it."""

from __future__ import annotations

from services.cases import api
from services.cases.queries import law, trial
from services.cases.usecases import procedure
from services.common.answering import Call
from services.common.answers import Answer
from services.common.bus import answers


class ProcedureAnswers:
    """The procedure as data, and the steps that are taken by it."""

    @answers(api.list_stages)
    def list_stages(self, call: Call) -> Answer:
        """List the stages."""
        return law.list_stages(call.session, call.query)

    @answers(api.list_exits)
    def list_exits(self, call: Call) -> Answer:
        """List the ways out of each stage."""
        return law.list_exits(call.session, call.query)

    @answers(api.list_powers)
    def list_powers(self, call: Call) -> Answer:
        """List what each office may decide."""
        return law.list_powers(call.session, call.query)

    @answers(api.list_offences)
    def list_offences(self, call: Call) -> Answer:
        """List offences with their punishments."""
        return law.list_offences(call.session, call.query)

    @answers(api.read_trial)
    def read_trial(self, call: Call) -> Answer:
        """Read where a case stands and what the court did."""
        return trial.read_trial_traced(call.session, call.database, call.actor, call.path["case_id"])

    @answers(api.take_step)
    def take_step(self, call: Call) -> Answer:
        """Take a step of the court."""
        case_id = call.path["case_id"]
        procedure.take_step(call.session, call.actor, case_id, call.body, if_match=call.if_match)
        return trial.read_trial(call.session, call.actor, case_id, status=201)
