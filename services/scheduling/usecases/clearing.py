"""Clearing a court's days in one step: its hearings are vacated, or go over to another court at their own times.

When a judge is on leave, a court is abolished, the bar strikes or a curfew is declared. The plan is looked at first; what was
looked at is done whole, or not at all when anything has changed since. Who asked for it is kept with every hearing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid
from services.scheduling.models import Booking, Court, CourtRoom, Hearing, HearingCode
from services.scheduling.models.court_days import find_court, read_calendar
from services.scheduling.rules.clearing import Plan, Standing, Step, find_rooms, name_plan
from services.scheduling.rules.days import day_of, span_of, time_of
from services.scheduling.rules.outcomes import OPEN
from services.scheduling.rules.sitting import Span, what_forbids
from services.scheduling.usecases.bookings import take_turns
from services.scheduling.usecases.moving import relocate
from services.scheduling.usecases.placing import require_court
from services.scheduling.usecases.vacating import vacate

_MOST: Final = 500


def preview_clearing(session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any]) -> Plan:
    """Say what clearing these days would do; nothing is changed."""
    court, target = _read_courts(session, actor, court_id, given)
    return _plan(session, _list_hearings(session, court, given), target, given)


def clear_court_days(session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any]) -> Plan:
    """Do what was previewed: all of it, or nothing when anything is otherwise now."""
    court, target = _read_courts(session, actor, court_id, given)
    hearings = _list_hearings(session, court, given, hold=True)
    people = {person for hearing in hearings for person in hearing.prosecutor_ids}
    take_turns(session, courts=[court.id, *([target.id] if target else [])], prosecutors=people)
    plan = _plan(session, hearings, target, given)
    if plan.name != given["plan"]:
        raise conflict("plan_changed", "Something changed since you looked. Look at the plan again.", plan=plan.name)
    if not plan.is_possible:
        blocked = [str(step.hearing.id) for step in plan.steps if step.obstacle]
        raise conflict("clearing_blocked", "Some hearings cannot go over. Move them first.", hearing_ids=blocked)
    by_id = {hearing.id: hearing for hearing in hearings}
    for step in plan.steps:
        hearing = by_id[step.hearing.id]
        if target is not None and step.room_id is not None:
            relocate(session, actor, hearing, target, room_id=step.room_id, reason=given["reason"])
        else:
            vacate(session, actor, hearing, given["reason"], asked_by=given["asked_by"])
    record(
        session, actor, "court_days_cleared", f"court:{court.id}", given["reason"], action=given["action"],
        asked_by=given["asked_by"], first=given["from_day"], last=given["to_day"], hearings=len(plan.steps),
    )  # fmt: skip
    return plan


def _read_courts(
    session: Session, actor: Actor, court_id: uuid.UUID, given: dict[str, Any]
) -> tuple[Court, Court | None]:
    court = find_court(session, court_id)
    if given["from_day"] < day_of(dt.datetime.now(dt.UTC)):
        raise invalid("in_the_past", "Days that have passed stay as they are.", fields={"from": ["Has passed."]})
    target = require_court(session, given["to_court_id"]) if given["action"] == "move" else None
    if target is not None and target.id == court.id:
        raise invalid("same_court", "Name another court.", fields={"to_court_id": ["Is the court to be cleared."]})
    if not all(actor.sees_district(one.district) for one in (court, target) if one):
        raise forbidden("district_out_of_sight", "You clear courts of your own districts only.")
    return court, target


def _list_hearings(session: Session, court: Court, given: dict[str, Any], *, hold: bool = False) -> list[Hearing]:
    start, end = span_of(given["from_day"], given["to_day"])
    chosen = sa.select(Hearing).where(
        Hearing.court_id == court.id, Hearing.status == OPEN, Hearing.starts_at >= start, Hearing.starts_at < end
    )
    chosen = chosen.order_by(Hearing.id).limit(_MOST + 1)
    hearings = list(
        session.scalars(
            chosen.with_for_update(key_share=True).execution_options(populate_existing=True) if hold else chosen
        )
    )
    if len(hearings) > _MOST:
        raise conflict(
            "too_many_hearings", f"More than {_MOST} hearings stand on these days. Clear fewer days at a time."
        )
    return hearings


def _plan(session: Session, hearings: list[Hearing], target: Court | None, given: dict[str, Any]) -> Plan:
    heard_always = set(
        session.scalars(sa.select(HearingCode.code).where(HearingCode.kind == "purpose", HearingCode.sits_on_holidays))
    )
    standing = [
        Standing(one.id, (one.starts_at, one.ends_at), one.version, one.purpose in heard_always) for one in hearings
    ]
    if target is None:
        steps = [Step(one) for one in sorted(standing, key=lambda one: (one.span, one.id))]
    else:
        span = span_of(given["from_day"], given["to_day"])
        rooms = list(
            session.scalars(sa.select(CourtRoom.id).where(CourtRoom.court_id == target.id).order_by(CourtRoom.name))
        )
        steps = find_rooms(standing, rooms, _read_busy(session, rooms, span), _forbidder(session, target, given))
    return Plan(name_plan(steps, given["action"], given["to_court_id"]), steps)


def _forbidder(session: Session, court: Court, given: dict[str, Any]) -> Callable[[Standing], str | None]:
    calendar = read_calendar(session, court, given["from_day"], given["to_day"])

    def forbids(hearing: Standing) -> str | None:
        start, end = hearing.span
        last = time_of(end - dt.timedelta(microseconds=1))
        return what_forbids(calendar, day_of(start), time_of(start), last, sits_on_holidays=hearing.sits_on_holidays)

    return forbids


def _read_busy(session: Session, rooms: list[uuid.UUID], span: Span) -> dict[uuid.UUID, list[Span]]:
    rows = session.execute(
        sa.select(Booking.resource_id, sa.func.lower(Booking.during), sa.func.upper(Booking.during))
        .where(Booking.is_live, Booking.kind == "room", Booking.resource_id.in_(rooms))
        .where(Booking.during.op("&&")(sa.func.tstzrange(*span)))
    )
    busy: dict[uuid.UUID, list[Span]] = {}
    for room, start, end in rows:
        busy.setdefault(room, []).append((start, end))
    return busy
