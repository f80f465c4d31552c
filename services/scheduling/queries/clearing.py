"""Showing what clearing a court's days does."""

from __future__ import annotations

from services.common.answers import Answer, answer_json
from services.scheduling.rules.clearing import Plan


def show_plan(plan: Plan) -> Answer:
    """Answer a plan, hearing by hearing."""
    steps = [
        {
            "hearing_id": step.hearing.id,
            "starts_at": step.hearing.span[0],
            "ends_at": step.hearing.span[1],
            "room_id": step.room_id,
            "obstacle": step.obstacle,
        }
        for step in plan.steps
    ]
    return answer_json({"plan": plan.name, "is_possible": plan.is_possible, "steps": steps})
