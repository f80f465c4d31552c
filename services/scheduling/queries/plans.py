"""Reading roster plans and what they suggest. Only plans all of whose districts are in the actor's sight are answered."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.scheduling.models import Hearing, PlanDistrict, RosterPlan, Suggestion
from services.scheduling.models.sight import hearings_seen
from services.scheduling.queries.courts import as_list
from services.scheduling.schemas.plans import SUGGESTION_STATES
from services.scheduling.usecases.plans import no_such_plan

_ROWS: Final = sa.select(
    RosterPlan.id, RosterPlan.kind, RosterPlan.first_on, RosterPlan.last_on, RosterPlan.districts, RosterPlan.keeps,
    RosterPlan.absent_id, RosterPlan.seed, RosterPlan.seconds, RosterPlan.state, RosterPlan.phase, RosterPlan.asked_by,
    RosterPlan.asked_at, RosterPlan.ended_at, RosterPlan.version,
)  # fmt: skip
_SUGGESTIONS: Final = sa.select(
    Suggestion.hearing_id.label("id"), Suggestion.district, Suggestion.court_id, Suggestion.starts_at, Suggestion.ends_at,
    Suggestion.prosecutor_ids, Suggestion.replaces_id, Suggestion.prosecutor_id, Suggestion.reason, Suggestion.state,
    Suggestion.chosen_id, Suggestion.decided_by, Suggestion.decided_at, Suggestion.decided_because,
    Suggestion.stale_code, Suggestion.stale_detail,
)  # fmt: skip


def _plans_seen(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.sees_everywhere:
        return sa.true()
    return RosterPlan.districts.op("<@")(sa.literal(list(actor.districts), pg.ARRAY(sa.Text)))


def _count(state: str) -> sa.ScalarSelect[Any]:
    mine = sa.select(sa.func.count()).where(Suggestion.plan_id == RosterPlan.id, Suggestion.state == state)
    return mine.correlate(RosterPlan).scalar_subquery()


def read_plan(session: Session, actor: Actor, plan_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a plan with its districts' parts and the counts of its suggestions."""
    parts = sa.select(
        PlanDistrict.district, PlanDistrict.is_improved, PlanDistrict.hearings, PlanDistrict.covered,
        PlanDistrict.stages, PlanDistrict.fairness,
    ).where(PlanDistrict.plan_id == RosterPlan.id).correlate(RosterPlan)  # fmt: skip
    counts: list[Any] = []
    for state in SUGGESTION_STATES:
        counts += [sa.literal_column(f"'{state}'"), _count(state)]
    chosen = _ROWS.add_columns(
        as_list(parts, PlanDistrict.district).label("parts"), sa.func.json_build_object(*counts).label("suggestions")
    ).where(RosterPlan.id == plan_id, _plans_seen(actor))
    location = f"/api/roster-plans/{plan_id}" if status == 201 else None
    return JsonRow(chosen).one(session, missing=no_such_plan(), status=status, location=location)


def list_plans(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of plans, the newest first."""
    chosen = _ROWS.where(_plans_seen(actor))
    for name in ("kind", "state"):
        if query[name] is not None:
            chosen = chosen.where(getattr(RosterPlan, name) == query[name])
    return page(session, chosen, order=[(RosterPlan.id, "desc")], query=query)


def list_suggestions(session: Session, actor: Actor, plan_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a page of a plan's hearings in order of time, as far as the hearings are in the actor's sight."""
    seen = sa.select(RosterPlan.id).where(RosterPlan.id == plan_id, _plans_seen(actor))
    if session.scalar(seen) is None:
        raise no_such_plan()
    chosen = (
        _SUGGESTIONS.join(Hearing, Hearing.id == Suggestion.hearing_id)
        .where(Suggestion.plan_id == plan_id)
        .where(hearings_seen(actor))
    )
    for name in ("state", "district"):
        if query[name] is not None:
            chosen = chosen.where(getattr(Suggestion, name) == query[name])
    return page(session, chosen, order=[(Suggestion.starts_at, "asc"), (Suggestion.hearing_id, "asc")], query=query)


def show_decided(session: Session, plan_id: uuid.UUID, decided: Sequence[Suggestion]) -> Answer:
    """Answer what became of decisions."""
    still_open = sa.select(sa.func.count()).where(Suggestion.plan_id == plan_id, Suggestion.state == "open")
    names = list(_SUGGESTIONS.selected_columns.keys())[1:]
    items = [{"id": one.hearing_id, **{name: getattr(one, name) for name in names}} for one in decided]
    return answer_json({"items": items, "open": session.scalar(still_open)})
