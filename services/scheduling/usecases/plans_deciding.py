"""Deciding what a plan suggests: accepted, changed to another, or refused, hearing by hearing, by a person.

Comes after a plan was made. What is accepted is booked as a hearing's move is, so that the database decides whether it can be; what
no longer can, because something changed meanwhile, is refused by itself and says why, and the rest goes on. Hearings that exchange their
prosecutors give back their time together before they take the other's.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, invalid
from services.scheduling.models import Hearing, Suggestion
from services.scheduling.models.sight import hearings_seen
from services.scheduling.usecases.bookings import take_turns
from services.scheduling.usecases.placing import others_of, require_prosecutors
from services.scheduling.usecases.plans import take_plan
from services.scheduling.usecases.plans_moving import Move, move_together, what_is_stale

AT_ONCE: Final = 200
UNDECIDED: Final = ("open", "same", "unfilled")
_WORDS: Final = {"accept": "accepted", "change": "changed", "refuse": "refused"}


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decides about a suggestion, with the one he chose or his reason."""

    hearing_id: uuid.UUID
    word: str
    prosecutor_id: uuid.UUID | None = None
    reason: str | None = None


def accept_plan(session: Session, actor: Actor, plan_id: uuid.UUID) -> list[Suggestion]:
    """Accept what is open, as much as goes in one step, in the order of time; ask again until none is left."""
    waiting = sa.select(Suggestion.hearing_id).where(Suggestion.plan_id == plan_id, Suggestion.state == "open")
    ordered = waiting.order_by(Suggestion.starts_at, Suggestion.hearing_id).limit(AT_ONCE)
    _take_made_plan(session, actor, plan_id)
    chosen = [Decision(hearing_id, "accept") for hearing_id in session.scalars(ordered)]
    return _decide(session, actor, plan_id, chosen)


def decide(session: Session, actor: Actor, plan_id: uuid.UUID, given: Sequence[Mapping[str, Any]]) -> list[Suggestion]:
    """Decide some of a plan's suggestions; give them as they are then."""
    _take_made_plan(session, actor, plan_id)
    decisions = [Decision(one["hearing_id"], one["decision"], one["prosecutor_id"], one["reason"]) for one in given]
    return _decide(session, actor, plan_id, decisions)


def _take_made_plan(session: Session, actor: Actor, plan_id: uuid.UUID) -> None:
    plan = take_plan(session, actor, plan_id)
    if plan.state != "made":
        raise conflict(
            "plan_not_made", f"This plan is {plan.state}. Only a plan that is made is decided on.", state=plan.state
        )
    plan.version += 1


def _decide(session: Session, actor: Actor, plan_id: uuid.UUID, decisions: Sequence[Decision]) -> list[Suggestion]:
    found = _find(session, plan_id, decisions)
    hearings = _hold(session, actor, decisions, found)
    chosen = [one.prosecutor_id for one in decisions if one.prosecutor_id]
    require_prosecutors(session, chosen)
    moves: dict[uuid.UUID, Move] = {}
    for one in decisions:
        suggestion = found[one.hearing_id]
        if one.word == "refuse":
            _settle(session, actor, suggestion, one)
            continue
        stale = what_is_stale(suggestion, hearings.get(one.hearing_id))
        if stale is not None:
            _mark_stale(session, actor, suggestion, stale)
            continue
        moves[one.hearing_id] = Move(
            hearings[one.hearing_id], suggestion, one.prosecutor_id or suggestion.prosecutor_id
        )
    refused = move_together(session, actor, list(moves.values()))
    for one in decisions:
        if one.hearing_id in refused:
            _mark_stale(session, actor, found[one.hearing_id], refused[one.hearing_id])
        elif one.hearing_id in moves:
            _settle(session, actor, found[one.hearing_id], one)
    session.flush()
    return [found[one.hearing_id] for one in decisions]


def _find(session: Session, plan_id: uuid.UUID, decisions: Sequence[Decision]) -> dict[uuid.UUID, Suggestion]:
    """Give the suggestions, all of them of this plan and still to be decided."""
    wanted = {one.hearing_id for one in decisions}
    if len(wanted) < len(decisions):
        raise invalid("decided_twice", "Decide each hearing once.", fields={"decisions": ["Names a hearing twice."]})
    rows = session.scalars(
        sa.select(Suggestion).where(Suggestion.plan_id == plan_id, Suggestion.hearing_id.in_(wanted))
    )
    found = {row.hearing_id: row for row in rows}
    wrong: dict[str, list[str]] = {}
    for place, one in enumerate(decisions):
        says = _what_is_wrong(found.get(one.hearing_id), one)
        if says:
            wrong[str(place)] = [says]
    if wrong:
        raise invalid("decisions_wrong", "Some decisions cannot be taken. None was.", fields={"decisions": wrong})
    return found


def _what_is_wrong(suggestion: Suggestion | None, one: Decision) -> str | None:
    if suggestion is None:
        return "This hearing is not in the plan."
    if suggestion.state not in UNDECIDED:
        return f"This suggestion is {suggestion.state} already."
    if one.word == "accept" and suggestion.state != "open":
        return "There is nothing to accept: nobody is suggested, or nothing changes."
    return None


def _hold(
    session: Session, actor: Actor, decisions: Sequence[Decision], found: Mapping[uuid.UUID, Suggestion]
) -> dict[uuid.UUID, Hearing]:
    """Hold the hearings in the actor's sight, in the order of their ids."""
    chosen = sa.select(Hearing).where(Hearing.id.in_([one.hearing_id for one in decisions]), hearings_seen(actor))
    held = chosen.order_by(Hearing.id).with_for_update(of=Hearing, key_share=True)
    hearings = {one.id: one for one in session.scalars(held.execution_options(populate_existing=True))}
    people = {person for one in hearings.values() for person in one.prosecutor_ids}
    takers = [one.prosecutor_id or found[one.hearing_id].prosecutor_id for one in decisions]
    people |= {taker for taker in takers if taker is not None}
    courts = {one.court_id for one in hearings.values()}
    take_turns(session, courts=courts, prosecutors=people, others=others_of(*hearings.values()))
    return hearings


def _settle(session: Session, actor: Actor, suggestion: Suggestion, one: Decision) -> None:
    suggestion.state = _WORDS[one.word]
    if one.word != "refuse":
        suggestion.chosen_id = one.prosecutor_id or suggestion.prosecutor_id
    _sign(suggestion, actor)
    suggestion.decided_because = one.reason
    record(
        session, actor, f"suggestion_{suggestion.state}", f"hearing:{suggestion.hearing_id}", one.reason,
        plan_id=suggestion.plan_id, suggested=suggestion.prosecutor_id, chosen=suggestion.chosen_id,
    )  # fmt: skip


def _mark_stale(session: Session, actor: Actor, suggestion: Suggestion, why: Problem) -> None:
    suggestion.state, suggestion.stale_code, suggestion.stale_detail = "stale", why.code, why.detail
    _sign(suggestion, actor)
    record(
        session,
        actor,
        "suggestion_stale",
        f"hearing:{suggestion.hearing_id}",
        plan_id=suggestion.plan_id,
        code=why.code,
    )


def _sign(suggestion: Suggestion, actor: Actor) -> None:
    suggestion.decided_by, suggestion.decided_at = actor.id, dt.datetime.now(dt.UTC)
