"""Handing over the open work of somebody who leaves or goes on leave."""

from __future__ import annotations

from services.cases import api
from services.cases.queries.cases import trace_sealed_among
from services.cases.queries.handing_over import list_handovers
from services.cases.usecases import handing_over
from services.common.answering import Call
from services.common.answers import Answer, answer_json
from services.common.bus import answers


class HandingOverAnswers:
    """Handing over the open work of somebody who leaves or goes on leave."""

    @answers(api.preview_handover)
    def preview_handover(self, call: Call) -> Answer:
        """Say what handing over would do."""
        looked = handing_over.preview_handover(call.session, call.actor, call.body)
        trace_sealed_among(call.session, call.database, call.actor, [step.share.case_id for step in looked.plan.steps])
        return _show(looked, 200)

    @answers(api.hand_over)
    def hand_over(self, call: Call) -> Answer:
        """Hand over somebody's open work."""
        return _show(handing_over.hand_over(call.session, call.actor, call.body), 201)

    @answers(api.list_handovers)
    def list_handovers(self, call: Call) -> Answer:
        """List what was handed over."""
        return list_handovers(call.session, call.actor, call.query)


def _show(looked: handing_over.Looked, status: int) -> Answer:
    plan = looked.plan
    steps = [
        {
            "case_id": step.share.case_id, "fir_label": step.share.fir_label, "role": step.share.role,
            "action": step.action, "to_id": step.to_id, "task_count": len(step.share.tasks),
            "obstacle": step.obstacle,
        }
        for step in plan.steps
    ]  # fmt: skip
    shown = {
        "plan": plan.name, "handover_id": looked.handover_id, "is_possible": plan.is_possible,
        "covers_everything": looked.covers_everything, "case_count": len(steps), "task_count": plan.task_count,
        "steps": steps,
    }  # fmt: skip
    return answer_json(shown, status=status)
