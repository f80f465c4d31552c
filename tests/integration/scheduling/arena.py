"""A court house at its busiest: few rooms and people that many want at once, and what they do to one another's hearings."""

from __future__ import annotations

import datetime as dt
import random
import threading
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.database import Database
from services.scheduling.models import Hearing, UnscheduledHearing
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import (
    clearing,
    extending,
    holding,
    joining,
    leave,
    moving,
    outcomes,
    scheduling,
    unscheduled,
    vacating,
)
from tests.conftest import make_actor
from tests.integration.scheduling.factories import (
    DISTRICT,
    KEEPER,
    at,
    make_case,
    make_court,
    make_prosecutor,
    move,
    next_date,
    outcome,
)

OVERRIDE = "sits today by order"
Step = Callable[[Session, "Arena", random.Random], list[Hearing]]


@dataclass
class Arena:
    """Few rooms and people that many want at once, and what the platform accepted."""

    courts: list[uuid.UUID]
    people: list[uuid.UUID]
    cases: list[uuid.UUID]
    day: dt.date
    witnesses: list[uuid.UUID] = field(default_factory=lambda: [uuid.uuid4() for _ in range(4)])
    accepted: dict[uuid.UUID, tuple[int, str]] = field(default_factory=dict)
    ended: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, hearing: Hearing) -> None:
        """Note what was accepted; of several answers about one hearing the highest version is the last."""
        with self.lock:
            version, _ = self.accepted.get(hearing.id, (0, ""))
            if hearing.version > version:
                self.accepted[hearing.id] = (hearing.version, hearing.status)

    def count(self, code: str) -> None:
        """Note how a step ended."""
        with self.lock:
            self.ended[code] += 1

    def pick(self, chance: random.Random) -> tuple[uuid.UUID, int] | None:
        """Give some accepted hearing and the version it had."""
        with self.lock:
            stand = ("scheduled", "provisional")
            open_ones = [(key, version) for key, (version, status) in self.accepted.items() if status in stand]
        return chance.choice(open_ones) if open_ones else None


def make_arena(database: Database) -> Arena:
    """Make three courts, one with two rooms, and five prosecutors; today, so that outcomes can be recorded."""
    with database.transaction() as session:
        courts = [make_court(session, rooms=rooms) for rooms in (("1",), ("1",), ("1", "2"))]
        people = [make_prosecutor(session) for _ in range(5)]
        return Arena(courts, people, [make_case(session) for _ in range(4)], dt.datetime.now(KARACHI).date())


def some_time(arena: Arena, chance: random.Random) -> dt.datetime:
    """Give a quarter of an hour within the morning."""
    return at(arena.day, chance.randrange(9, 12), chance.choice((0, 15, 30, 45)))


def schedule(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Book a hearing with up to three prosecutors."""
    given = {
        "case_id": chance.choice(arena.cases), "court_id": chance.choice(arena.courts), "room_id": None,
        "starts_at": some_time(arena, chance), "minutes": chance.choice((15, 30, 60)), "purpose": "arguments",
        "prosecutor_ids": chance.sample(arena.people, chance.randrange(4)), "joined_case_ids": [], "override": OVERRIDE,
        "witness_ids": chance.sample(arena.witnesses, chance.randrange(3)),
    }  # fmt: skip
    return [session.get_one(Hearing, scheduling.schedule_hearing(session, KEEPER, given))]


def shift(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Move a hearing to another time, often to another court and other prosecutors."""
    found = arena.pick(chance)
    if found is None:
        return []
    change = move(
        starts_at=some_time(arena, chance),
        court_id=chance.choice((None, *arena.courts)),
        prosecutor_ids=chance.choice((None, chance.sample(arena.people, 2))),
        override=OVERRIDE,
    )
    moving.move_hearing(session, KEEPER, found[0], change, found[1])
    return [session.get_one(Hearing, found[0])]


def vacate(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Vacate a hearing."""
    found = arena.pick(chance)
    if found is None:
        return []
    vacating.vacate_hearing(session, KEEPER, found[0], "stayed", found[1])
    return [session.get_one(Hearing, found[0])]


def adjourn(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Adjourn a hearing to a later time, sometimes before other prosecutors."""
    found = arena.pick(chance)
    if found is None:
        return []
    people = chance.choice((None, chance.sample(arena.people, 2)))
    following = next_date(some_time(arena, chance) + dt.timedelta(hours=3), prosecutor_ids=people, override=OVERRIDE)
    outcomes.record_outcome(session, KEEPER, found[0], outcome("adjourned", next=following), found[1])
    chosen = sa.select(Hearing).where(sa.or_(Hearing.id == found[0], Hearing.previous_hearing_id == found[0]))
    return list(session.scalars(chosen))


def clear(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Clear a court's day: vacate all, or let all go over to another court."""
    court, other = chance.sample(arena.courts, 2)
    action = chance.choice(("vacate", "move"))
    given = {
        "court_ids": [court], "from_day": arena.day, "to_day": arena.day, "action": action,
        "to_court_id": other if action == "move" else None, "per_day": 20,
        "cause": "lawyers_strike", "asked_by": "court", "reason": "strike",
    }  # fmt: skip
    plan = clearing.preview_clearing(session, KEEPER, given)
    clearing.clear_days(session, KEEPER, {**given, "plan": plan.name})
    return [session.get_one(Hearing, step.hearing.id) for step in plan.steps]


def go_away(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Take leave on the day, handing everything over to another, and come back."""
    person, successor = chance.sample(arena.people, 2)
    given = {"prosecutor_id": person, "first_on": arena.day, "last_on": arena.day, "kind": "casual"}
    actor = make_actor("scheduling.apply_for_leave", id=person, districts=(DISTRICT,))
    leave_id = leave.apply_for_leave(session, actor, given)
    leave.approve_leave(session, KEEPER, leave_id, successor, 1)
    leave.cancel_leave(session, KEEPER, leave_id, 2)
    return list(session.scalars(sa.select(Hearing).where(sa.any_(Hearing.prosecutor_ids) == successor)))


def hold(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Hold a time of the next morning for a moment, or for a while."""
    given = {
        "case_id": chance.choice(arena.cases), "court_id": chance.choice(arena.courts), "room_id": None,
        "starts_at": at(arena.day + dt.timedelta(days=1), 9, chance.choice((0, 15))), "minutes": 30,
        "purpose": "remand", "prosecutor_ids": chance.sample(arena.people, 2), "joined_case_ids": [],
        "override": OVERRIDE, "held_until": dt.datetime.now(dt.UTC) + dt.timedelta(seconds=chance.choice((0.2, 60))),
    }  # fmt: skip
    return [session.get_one(Hearing, scheduling.schedule_hearing(session, KEEPER, given))]


def confirm(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Confirm a hearing, which often is no hold."""
    found = arena.pick(chance)
    if found is None:
        return []
    holding.confirm_hearing(session, KEEPER, *found)
    return [session.get_one(Hearing, found[0])]


def let_go(session: Session, arena: Arena, _chance: random.Random) -> list[Hearing]:
    """Let the clock come by."""
    holding.lapse_holds(session, KEEPER)
    lapsed = sa.select(Hearing).where(Hearing.status == "lapsed", Hearing.court_id.in_(arena.courts))
    return list(session.scalars(lapsed))


def extend(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Let a hearing take longer."""
    found = arena.pick(chance)
    if found is None:
        return []
    given = {"asked_by": "court", "reason": "long", "override": OVERRIDE, "more_minutes": 15, "more_days": None}
    extending.extend_hearing(session, KEEPER, found[0], given, found[1])
    return [session.get_one(Hearing, found[0])]


def merge(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Let one hearing's cases be heard at another."""
    found, other = arena.pick(chance), arena.pick(chance)
    if found is None or other is None:
        return []
    given = {"asked_by": "court", "reason": "together", "hearing_id": other[0], "version": other[1]}
    joining.merge_hearings(session, KEEPER, found[0], given, found[1])
    return [session.get_one(Hearing, one) for one in (found[0], other[0])]


def split(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Let one of the joined cases have a hearing of its own."""
    found = arena.pick(chance)
    if found is None:
        return []
    given = {
        "asked_by": "court", "reason": "apart", "case_ids": [chance.choice(arena.cases)], "minutes": 15,
        "starts_at": some_time(arena, chance), "purpose": None, "court_id": None, "room_id": None,
        "prosecutor_ids": None, "override": OVERRIDE,
    }  # fmt: skip
    own = joining.split_hearing(session, KEEPER, found[0], given, found[1])
    return [session.get_one(Hearing, one) for one in (found[0], own)]


def unschedule(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Take a hearing from its day."""
    found = arena.pick(chance)
    if found is None:
        return []
    given = {"asked_by": "court", "reason": "later"}
    unscheduled.unschedule_hearing(session, KEEPER, found[0], given, found[1])
    return [session.get_one(Hearing, found[0])]


def fix(session: Session, arena: Arena, chance: random.Random) -> list[Hearing]:
    """Give a hearing that waits its date."""
    waiting = session.scalars(
        sa.select(UnscheduledHearing.id)
        .where(UnscheduledHearing.court_id.in_(arena.courts), UnscheduledHearing.status == "waiting")
        .limit(5)
    ).all()
    if not waiting:
        return []
    date = {
        "starts_at": some_time(arena, chance), "minutes": None, "prosecutor_ids": None, "room_id": None,
        "override": OVERRIDE,
    }  # fmt: skip
    return [session.get_one(Hearing, unscheduled.fix_hearing(session, KEEPER, chance.choice(waiting), date, 1))]


STEPS: Final[Sequence[Step]] = (
    *[schedule] * 5, *[shift] * 5, *[vacate] * 2, *[adjourn] * 2, go_away, clear, *[hold] * 2, *[confirm] * 2, let_go,
    *[extend] * 2, *[merge] * 2, *[split] * 2, *[unschedule] * 2, *[fix] * 2,
)  # fmt: skip
