"""Many who book, move, vacate and take leave at once, at random: nothing overlaps, nothing blocks, nothing accepted is lost."""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from services.common.database import Database
from services.common.errors import Problem
from services.scheduling.models import Booking, Court, Hearing, Leave
from services.scheduling.rules.days import KARACHI
from services.scheduling.usecases import clearing, leave, moving, outcomes, scheduling, vacating
from tests.conftest import database_of, make_actor
from tests.integration.scheduling.factories import (
    DISTRICT,
    KEEPER,
    at,
    make_case,
    make_court,
    make_prosecutor,
    make_scene,
    move,
    next_date,
    outcome,
)

THREADS, STEPS, SEED = 32, 10, 20261125
OVERRIDE = "sits today by order"
Step = Callable[[Session, "Arena", random.Random], list[Hearing]]
# What the platform may answer to one who comes too late. 55P03: waited too long for his turn, answered as "busy, try again";
# a deadlock (40P01) or anything else is a failure.
EXPECTED = {
    "double_booked", "hearing_is_over", "changed_meanwhile", "hearings_in_the_way", "prosecutor_on_leave",
    "next_not_later", "plan_changed", "clearing_blocked", "55P03",
}  # fmt: skip


@dataclass
class Arena:
    """Few rooms and people that many want at once, and what the platform accepted."""

    courts: list[uuid.UUID]
    people: list[uuid.UUID]
    cases: list[uuid.UUID]
    day: dt.date
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
            open_ones = [(key, version) for key, (version, status) in self.accepted.items() if status == "scheduled"]
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


def work(database: Database, arena: Arena, number: int, start: threading.Barrier) -> None:
    """Take random steps, each in a transaction of its own, and note what was accepted."""
    chance = random.Random(SEED + number)
    steps: Sequence[Step] = [schedule] * 5 + [shift] * 5 + [vacate] * 2 + [adjourn] * 2 + [go_away, clear]
    start.wait()
    for _ in range(STEPS):
        step = chance.choice(steps)
        try:
            with database.transaction() as session:
                touched = step(session, arena, chance)
        except Problem as problem:
            arena.count(problem.code)
        except sa.exc.DBAPIError as error:
            arena.count(getattr(error.orig, "pgcode", None) or repr(error.orig))
        else:
            arena.count("kept")
            for hearing in touched:
                arena.keep(hearing)


def test_thirty_two_at_once() -> None:
    """At the end nothing live overlaps, every refusal was one that can be explained, and the hearings are as accepted."""
    shared = database_of("scheduling")
    database = Database(shared.engine.url.render_as_string(hide_password=False), size=THREADS)
    arena = make_arena(shared)
    start = threading.Barrier(THREADS)
    threads = [threading.Thread(target=work, args=(database, arena, number, start)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.engine.dispose()
    assert set(arena.ended) - {"kept"} <= EXPECTED, arena.ended
    assert sum(arena.ended.values()) == THREADS * STEPS
    assert arena.ended["kept"] > THREADS, arena.ended
    with shared.reading() as session:
        assert overlaps(session) == 0
        assert untrue_bookings(session, arena) == []
        kept = sa.select(Hearing.id, Hearing.version, Hearing.status).where(Hearing.id.in_(arena.accepted))
        assert {row.id: (row.version, row.status) for row in session.execute(kept)} == arena.accepted


def test_a_hearing_that_changes_hands_meanwhile_is_not_handed_over() -> None:
    """Leave that waits for one who is just giving a hearing to another leaves that hearing alone."""
    database = database_of("scheduling")
    with database.transaction() as session:
        scene = make_scene(session)
        other, successor = make_prosecutor(session), make_prosecutor(session)
        hearing_id = scene.schedule()
        given = {"prosecutor_id": scene.prosecutor_id, "first_on": scene.day, "last_on": scene.day, "kind": "casual"}
        leave_id = leave.apply_for_leave(session, KEEPER, given)

    def approve() -> None:
        with database.transaction() as session:
            leave.approve_leave(session, KEEPER, leave_id, successor, 1)

    waiting = threading.Thread(target=approve)
    with database.transaction() as session:
        moving.move_hearing(session, KEEPER, hearing_id, move(prosecutor_ids=[other]), 1)
        session.flush()
        waiting.start()
        wait_for_one_who_waits(database)
    waiting.join()
    with database.reading() as session:
        hearing = session.get_one(Hearing, hearing_id)
        assert (hearing.version, hearing.prosecutor_ids) == (2, [other])
        assert session.get_one(Leave, leave_id).status == "approved"


def wait_for_one_who_waits(database: Database) -> None:
    """Return once somebody waits for a lock in this database."""
    waits = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with database.reading() as session:
            if session.scalar(waits):
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def overlaps(session: Session) -> int:
    """Count pairs of live bookings of one resource that overlap, in the whole database and without its constraint's help."""
    other = aliased(Booking)
    pairs = sa.select(sa.func.count()).select_from(Booking).join(
        other,
        sa.and_(
            Booking.id < other.id, Booking.kind == other.kind, Booking.resource_id == other.resource_id,
            sa.func.lower(Booking.during) < sa.func.upper(other.during),
            sa.func.lower(other.during) < sa.func.upper(Booking.during),
        ),
    )  # fmt: skip
    return session.scalar(pairs.where(Booking.is_live, other.is_live)) or 0


def untrue_bookings(session: Session, arena: Arena) -> list[uuid.UUID]:
    """Give the hearings whose live bookings are not exactly what they take at their time, or are left after their end."""
    wrong = []
    alone = set(session.scalars(sa.select(Court.id).where(Court.id.in_(arena.courts), Court.sits_alone)))
    for hearing in session.scalars(sa.select(Hearing).where(Hearing.court_id.in_(arena.courts))):
        rows = session.execute(
            sa.select(Booking.resource_id, sa.func.lower(Booking.during), sa.func.upper(Booking.during)).where(
                Booking.hearing_id == hearing.id, Booking.is_live
            )
        )
        taken = (
            {hearing.room_id, *hearing.prosecutor_ids, *({hearing.court_id} & alone)}
            if hearing.status == "scheduled"
            else set()
        )
        if sorted(map(tuple, rows)) != sorted((one, hearing.starts_at, hearing.ends_at) for one in taken):
            wrong.append(hearing.id)
    return wrong
