"""Reading what a clearing is about: its courts, the hearings that stand there, where they could go; and making its plan.

Comes before `clearing`, which does what was planned. Reads only; of the hearings that are to be changed the rows are held.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.errors import conflict, forbidden, invalid
from services.scheduling.models import Booking, Court, CourtRoom, Hearing, HearingCode
from services.scheduling.models.bookings import is_taken
from services.scheduling.models.court_days import read_calendar
from services.scheduling.rules.clearing import (
    Busy,
    Place,
    Plan,
    Standing,
    Step,
    Taken,
    find_days,
    in_order,
    keep_times,
    name_plan,
)
from services.scheduling.rules.days import day_of, span_of, start_of
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.usecases.placing import require_court, resources_of

MOST: Final = 2000
_AHEAD: Final = dt.timedelta(days=90)
_OPTIONS: Final = ("action", "to_court_id", "not_before", "per_day", "keep_urgent", "or_next_free")


def read_courts(session: Session, actor: Actor, given: dict[str, Any]) -> list[Court]:
    """Give the courts that are to be cleared, in the order of their ids; all of them in the actor's districts."""
    chosen = sa.select(Court).order_by(Court.id)
    if given.get("court_ids") is not None:
        courts = [require_court(session, court_id) for court_id in sorted(set(given["court_ids"]))]
    elif given.get("district") is not None:
        courts = list(session.scalars(chosen.where(Court.district == given["district"])))
    else:
        if not actor.sees_everywhere:
            raise forbidden("district_out_of_sight", "The whole province is cleared by those who see all of it.")
        courts = list(session.scalars(chosen))
    if not courts:
        raise invalid("no_such_courts", "There is no court in this district.", fields={"district": ["No court here."]})
    if not all(actor.sees_district(court.district) for court in courts):
        raise forbidden("district_out_of_sight", "You clear courts of your own districts only.")
    return courts


def read_target(session: Session, actor: Actor, courts: Sequence[Court], given: dict[str, Any]) -> Court | None:
    """Give the court to which hearings are moved, when they are."""
    if given["action"] != "move":
        return None
    target = require_court(session, given["to_court_id"])
    if target.id in {court.id for court in courts}:
        raise invalid("same_court", "Name another court.", fields={"to_court_id": ["Is one of those to be cleared."]})
    if not actor.sees_district(target.district):
        raise forbidden("district_out_of_sight", "You clear courts of your own districts only.")
    return target


def list_hearings(
    session: Session, courts: Sequence[Court], given: dict[str, Any], *, hold: bool = False
) -> list[Hearing]:
    """Give the hearings that stand before these courts on the days, also those only held for now."""
    chosen = sa.select(Hearing).where(
        Hearing.court_id.in_([court.id for court in courts]), Hearing.status.in_((OPEN, HELD)),
        Hearing.starts_at >= start_of(given["from_day"]),
        sa.or_(Hearing.status == OPEN, Hearing.held_until > sa.func.clock_timestamp()),
    )  # fmt: skip
    if given["to_day"] is not None:
        chosen = chosen.where(Hearing.starts_at < span_of(given["to_day"], given["to_day"])[1])
    if given.get("only_days"):
        spans = [span_of(day, day) for day in given["only_days"]]
        on_days = (sa.and_(Hearing.starts_at >= start, Hearing.starts_at < end) for start, end in spans)
        chosen = chosen.where(sa.or_(*on_days))
    if given.get("keep_urgent"):
        chosen = chosen.where(Hearing.purpose.not_in(_read_urgent(session)))
    chosen = chosen.order_by(Hearing.id).limit(MOST + 1)
    if hold:
        chosen = chosen.with_for_update(key_share=True).execution_options(populate_existing=True)
    hearings = list(session.scalars(chosen))
    if len(hearings) > MOST:
        raise conflict(
            "too_many_hearings", f"More than {MOST} hearings stand on these days. Clear fewer days or courts at a time."
        )
    return hearings


def make_plan(
    session: Session, hearings: Sequence[Hearing], courts: Sequence[Court], target: Court | None, given: dict[str, Any]
) -> Plan:
    """Make the plan: what becomes of each hearing, in order of time."""
    urgent = set(_read_urgent(session))
    by_court = {court.id: court for court in courts}
    standing = [_standing(one, by_court[one.court_id], urgent) for one in hearings]
    if given["action"] == "vacate" or not standing:
        steps = [Step(one) for one in in_order(standing)]
    else:
        steps = _find_places(session, standing, by_court, target, given)
    return Plan(name_plan(steps, *(given.get(name) for name in _OPTIONS)), steps)


def _find_places(
    session: Session,
    standing: list[Standing],
    by_court: dict[uuid.UUID, Court],
    target: Court | None,
    given: dict[str, Any],
) -> list[Step]:
    first = min(day_of(one.span[0]) for one in standing)
    start = given.get("not_before") or (given["to_day"] + dt.timedelta(days=1) if given["to_day"] else first)
    last = max(start, *(day_of(one.span[0]) for one in standing)) + _AHEAD
    goals = [target] if target else [by_court[court_id] for court_id in sorted({one.court_id for one in standing})]
    places = {court.id: _read_place(session, court, first, last) for court in goals}
    busy = _read_busy(session, standing, places.values(), span_of(first, last))
    if target is None:
        return find_days(
            standing, lambda one: places[one.court_id], busy, first=start, last=last, per_day=given["per_day"]
        )
    steps = keep_times(standing, places[target.id], busy)
    left = [step.hearing for step in steps if step.obstacle]
    if not (left and given.get("or_next_free")):
        return steps
    found = find_days(
        left, lambda _: places[target.id], busy, first=given.get("not_before") or first, last=last,
        per_day=given["per_day"],
    )  # fmt: skip
    again = {step.hearing.id: step for step in found}
    return [again.get(step.hearing.id, step) for step in steps]


def _standing(hearing: Hearing, court: Court, urgent: set[str]) -> Standing:
    needs = tuple(one for one in resources_of(hearing, court) if one[0] not in ("room", "court"))
    return Standing(
        hearing.id, hearing.court_id, (hearing.starts_at, hearing.ends_at), hearing.version,
        sits_on_holidays=hearing.purpose in urgent, is_untimed=hearing.is_untimed, needs=needs,
        case_ids=(hearing.case_id, *hearing.joined_case_ids),
    )  # fmt: skip


def _read_urgent(session: Session) -> Sequence[str]:
    return session.scalars(
        sa.select(HearingCode.code).where(HearingCode.kind == "purpose", HearingCode.sits_on_holidays)
    ).all()


def _read_place(session: Session, court: Court, first: dt.date, last: dt.date) -> Place:
    rooms = session.scalars(
        sa.select(CourtRoom.id).where(CourtRoom.court_id == court.id).order_by(CourtRoom.name)
    ).all()
    return Place(court.id, tuple(rooms), court.sits_alone, read_calendar(session, court, first, last))


def _read_busy(
    session: Session, standing: Iterable[Standing], places: Iterable[Place], span: tuple[dt.datetime, dt.datetime]
) -> Busy:
    wanted = {need for one in standing for need in one.needs}
    for place in places:
        wanted |= {("court", place.court_id), *(("room", room) for room in place.rooms)}
    ids = sorted({identity for _, identity in wanted})
    rows = session.execute(
        sa.select(
            Booking.kind, Booking.resource_id, Booking.place_id, Booking.is_timed, Booking.hearing_id,
            sa.func.lower(Booking.during).label("start"), sa.func.upper(Booking.during).label("end"),
        )
        .where(is_taken(), Booking.resource_id.in_(ids), Booking.during.op("&&")(sa.func.tstzrange(*span)))
    )  # fmt: skip
    taken: defaultdict[tuple[str, uuid.UUID], list[Taken]] = defaultdict(list)
    for row in rows:
        taken[row.kind, row.resource_id].append(Taken((row.start, row.end), row.place_id, row.is_timed, row.hearing_id))
    return Busy(dict(taken))
