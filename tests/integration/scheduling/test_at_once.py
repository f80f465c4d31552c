"""Many who book, move, vacate and take leave at once, at random: nothing overlaps, nothing blocks, nothing accepted is lost."""

from __future__ import annotations

import random
import threading
import time
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from services.common.database import Database
from services.common.errors import Problem
from services.scheduling.models import Booking, Court, Hearing, Leave
from services.scheduling.usecases import leave, moving
from tests.conftest import database_of
from tests.integration.scheduling.arena import STEPS, Arena, make_arena
from tests.integration.scheduling.factories import KEEPER, make_prosecutor, make_scene, move

THREADS, TURNS, SEED = 32, 12, 20261125
# What the platform may answer to one who comes too late. 55P03 and 57014: waited too long for one turn, or for several one after
# the other, answered as "try again"; a deadlock (40P01) or anything else is a failure.
EXPECTED = {
    "double_booked", "hearing_is_over", "changed_meanwhile", "hearings_in_the_way", "prosecutor_on_leave",
    "next_not_later", "plan_changed", "clearing_blocked", "55P03", "57014", "hearing_not_confirmed", "hold_lapsed",
    "hearing_not_held", "case_not_joined", "same_hearing", "hearing_does_not_wait",
    "hold_out_of_bounds", "hearing_not_yet",
}  # fmt: skip


def work(database: Database, arena: Arena, number: int, start: threading.Barrier) -> None:
    """Take random steps, each in a transaction of its own, and note what was accepted."""
    chance = random.Random(SEED + number)
    start.wait()
    for _ in range(TURNS):
        step = chance.choice(STEPS)
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
    assert sum(arena.ended.values()) == THREADS * TURNS
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
    """Count pairs of live bookings of one resource that overlap, both timed or at two places, without the constraints' help."""
    other = aliased(Booking)
    pairs = sa.select(sa.func.count()).select_from(Booking).join(
        other,
        sa.and_(
            Booking.id < other.id, Booking.kind == other.kind, Booking.resource_id == other.resource_id,
            sa.func.lower(Booking.during) < sa.func.upper(other.during),
            sa.func.lower(other.during) < sa.func.upper(Booking.during),
        ),
    )  # fmt: skip
    together = sa.or_(sa.and_(Booking.is_timed, other.is_timed), Booking.place_id != other.place_id)
    return session.scalar(pairs.where(Booking.is_live, other.is_live, together)) or 0


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
        everything = {hearing.room_id, *hearing.prosecutor_ids, *hearing.witness_ids, *({hearing.court_id} & alone)}
        taken = everything if hearing.status in ("scheduled", "provisional") else set()
        found, due = set(map(tuple, rows)), {(one, hearing.starts_at, hearing.ends_at) for one in taken}
        # What lapsed may have been given back already to those who asked for it.
        if found != due and not (hearing.status == "provisional" and found <= due):
            wrong.append(hearing.id)
    return wrong
