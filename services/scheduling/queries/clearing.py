"""Showing what clearing courts' days does, and what was done."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import not_found
from services.scheduling.models import Clearing, ClearingStep, Hearing
from services.scheduling.queries.courts import as_list
from services.scheduling.rules.clearing import Plan

_CLEARINGS: Final = sa.select(
    Clearing.id, Clearing.scope, Clearing.court_ids, Clearing.districts, Clearing.first_on, Clearing.last_on,
    Clearing.action, Clearing.to_court_id, Clearing.cause, Clearing.asked_by, Clearing.reason, Clearing.hearings,
    Clearing.cleared_by, Clearing.cleared_at,
)  # fmt: skip


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """Give a plan, hearing by hearing, as it is answered."""
    steps = [
        {
            "hearing_id": step.hearing.id,
            "case_ids": step.hearing.case_ids,
            "court_id": step.hearing.court_id,
            "starts_at": step.hearing.span[0],
            "ends_at": step.hearing.span[1],
            "to_court_id": step.court_id,
            "room_id": step.room_id,
            "new_starts_at": step.span[0] if step.span else None,
            "new_ends_at": step.span[1] if step.span else None,
            "obstacle": step.obstacle,
        }
        for step in plan.steps
    ]
    return {"plan": plan.name, "is_possible": plan.is_possible, "steps": steps}


def show_plan(plan: Plan) -> Answer:
    """Answer a plan."""
    return answer_json(plan_as_json(plan))


def show_done(clearing_id: uuid.UUID, plan: Plan) -> Answer:
    """Answer what was done."""
    return answer_json({"clearing_id": clearing_id, **plan_as_json(plan)})


def list_clearings(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of clearings that concern the actor's districts, the latest first."""
    chosen = _CLEARINGS.where(_seen(actor))
    if query["district"] is not None:
        chosen = chosen.where(query["district"] == sa.any_(Clearing.districts))
    return page(session, chosen, order=[(Clearing.id, "desc")], query=query)


def read_clearing(session: Session, actor: Actor, clearing_id: uuid.UUID) -> Answer:
    """Answer a clearing with what became of each hearing."""
    case_ids = sa.func.array_prepend(Hearing.case_id, Hearing.joined_case_ids).label("case_ids")
    steps = (
        sa.select(
            ClearingStep.hearing_id, case_ids, ClearingStep.from_court_id, ClearingStep.from_starts_at,
            ClearingStep.to_court_id, ClearingStep.to_starts_at,
        )
        .join(Hearing, Hearing.id == ClearingStep.hearing_id)
        .where(ClearingStep.clearing_id == clearing_id)
    )  # fmt: skip
    listed = as_list(steps, ClearingStep.from_starts_at, ClearingStep.hearing_id).label("steps")
    row = JsonRow(_CLEARINGS.add_columns(listed).where(Clearing.id == clearing_id, _seen(actor)))
    missing = not_found("clearing_not_found", "There is no such clearing, or it is not in your sight.")
    return row.one(session, missing=missing)


def _seen(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.sees_everywhere:
        return sa.true()
    return Clearing.districts.op("&&")(sa.literal(list(actor.districts), pg.ARRAY(sa.Text)))
