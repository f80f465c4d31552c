"""Clearing courts' days in one step: their hearings are vacated, go over to another court, or to the next free days.

When a judge is on leave, a court is abolished, the bar strikes or a curfew is declared (CrPC 344). The plan is looked at first; what
was looked at is done whole, or not at all when anything has changed since. Who asked for it is kept with every hearing. Sets off
one message to each person concerned, however many of his hearings are changed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import HearingsCleared
from services.scheduling.models import Clearing, ClearingStep, Court, Hearing
from services.scheduling.models.court_days import find_court
from services.scheduling.rules.clearing import Plan, Step
from services.scheduling.rules.days import day_of
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.usecases.bookings import Span, take_turns
from services.scheduling.usecases.clearing_plans import list_hearings, make_plan, read_courts, read_target
from services.scheduling.usecases.moving import relocate
from services.scheduling.usecases.placing import others_of
from services.scheduling.usecases.vacating import vacate
from services.scheduling.usecases.words import require_word


def of_court(session: Session, court_id: uuid.UUID, given: dict[str, Any]) -> dict[str, Any]:
    """Give the input of clearing one court, which is there."""
    return {**given, "court_ids": [find_court(session, court_id).id]}


def preview_clearing(session: Session, actor: Actor, given: dict[str, Any]) -> Plan:
    """Say what clearing these days would do; nothing is changed."""
    courts, target = _require(session, actor, given)
    return make_plan(session, list_hearings(session, courts, given), courts, target, given)


def clear_days(session: Session, actor: Actor, given: dict[str, Any]) -> tuple[uuid.UUID, Plan]:
    """Do what was previewed: all of it, or nothing when anything is otherwise now; give the clearing's id and its plan."""
    courts, target = _require(session, actor, given)
    require_word(session, "cause", given["cause"], given["from_day"], field="cause")
    return carry_out(session, actor, courts, target, given)


def carry_out(
    session: Session, actor: Actor, courts: Sequence[Court], target: Court | None, given: dict[str, Any]
) -> tuple[uuid.UUID, Plan]:
    """Hold the hearings and everybody's turn, and do what the plan of that name says."""
    hearings = list_hearings(session, courts, given, hold=True)
    people = {person for hearing in hearings for person in hearing.prosecutor_ids}
    ids = {court.id for court in courts} | ({target.id} if target else set())
    take_turns(session, courts=ids, prosecutors=people, others=others_of(*hearings))
    plan = make_plan(session, hearings, courts, target, given)
    if plan.name != given["plan"]:
        raise conflict("plan_changed", "Something changed since you looked. Look at the plan again.", plan=plan.name)
    if not plan.is_possible:
        blocked = [str(step.hearing.id) for step in plan.steps if step.obstacle]
        raise conflict("clearing_blocked", "Some hearings cannot go over. Move them first.", hearing_ids=blocked)
    clearing = _keep(session, actor, courts, plan, given)
    told = _change(session, actor, clearing, plan, {hearing.id: hearing for hearing in hearings})
    _tell(session, clearing, told)
    return clearing.id, plan


def _require(session: Session, actor: Actor, given: dict[str, Any]) -> tuple[list[Court], Court | None]:
    if given["from_day"] < day_of(dt.datetime.now(dt.UTC)):
        raise invalid("in_the_past", "Days that have passed stay as they are.", fields={"from": ["Has passed."]})
    courts = read_courts(session, actor, given)
    return courts, read_target(session, actor, courts, given)


def _keep(session: Session, actor: Actor, courts: Sequence[Court], plan: Plan, given: dict[str, Any]) -> Clearing:
    clearing = Clearing(
        id=new_id(), scope=_scope(given), court_ids=[court.id for court in courts],
        districts=sorted({court.district for court in courts}), first_on=given["from_day"], last_on=given["to_day"],
        action=given["action"], to_court_id=given["to_court_id"], cause=given["cause"], asked_by=given["asked_by"],
        reason=given["reason"], hearings=len(plan.steps), cleared_by=actor.id,
    )  # fmt: skip
    session.add(clearing)
    session.flush()
    record(
        session, actor, "court_days_cleared", f"clearing:{clearing.id}", given["reason"], action=clearing.action,
        cause=clearing.cause, asked_by=clearing.asked_by, scope=clearing.scope, first=clearing.first_on,
        last=clearing.last_on, hearings=clearing.hearings,
    )  # fmt: skip
    return clearing


def _scope(given: dict[str, Any]) -> str:
    if given.get("court_ids") is not None:
        return "courts"
    return f"district:{given['district']}" if given.get("district") else "province"


def _change(
    session: Session, actor: Actor, clearing: Clearing, plan: Plan, by_id: dict[uuid.UUID, Hearing]
) -> list[dict[str, Any]]:
    """Change every hearing as planned; give what people are told of those that stood."""
    targets = {step.court_id: session.get_one(Court, step.court_id) for step in plan.steps if step.court_id}
    told = []
    for step in plan.steps:
        hearing = by_id[step.hearing.id]
        session.add(
            ClearingStep(
                clearing_id=clearing.id, hearing_id=hearing.id, from_court_id=hearing.court_id,
                from_starts_at=hearing.starts_at, to_court_id=step.court_id,
                to_starts_at=step.span[0] if step.span else None,
            )
        )  # fmt: skip
        if hearing.status == OPEN:
            told.append(_fact(hearing, step))
        if step.court_id is not None and step.room_id is not None and step.span is not None:
            relocate(
                session, actor, hearing, targets[step.court_id], room_id=step.room_id, reason=clearing.reason,
                asked_by=clearing.asked_by, span=Span(*step.span), batch_id=clearing.id,
            )  # fmt: skip
        else:
            vacate(session, actor, hearing, clearing.reason, asked_by=clearing.asked_by, batch_id=clearing.id)
    return told


def _fact(hearing: Hearing, step: Step) -> dict[str, Any]:
    return {
        "hearing_id": hearing.id, "case_ids": [hearing.case_id, *hearing.joined_case_ids],
        "prosecutor_ids": hearing.prosecutor_ids, "previous_court_id": hearing.court_id,
        "previous_starts_at": hearing.starts_at, "court_id": step.court_id,
        "starts_at": step.span[0] if step.span else None,
    }  # fmt: skip


def _tell(session: Session, clearing: Clearing, told: list[dict[str, Any]]) -> None:
    people = sorted({str(person) for fact in told for person in fact["prosecutor_ids"]})
    publish(
        session,
        HearingsCleared(
            clearing_id=clearing.id, action=clearing.action, cause=clearing.cause, first_on=clearing.first_on,
            last_on=clearing.last_on, hearings=told,
        ),
        audience=Audience(users=people, districts=clearing.districts),
    )  # fmt: skip
