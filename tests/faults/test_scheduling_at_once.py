"""Sixty-four clients want few courts, people and video links at once, while the service is killed twice: nobody is double-booked."""

from __future__ import annotations

import time
from typing import Any, Final

import psycopg2
import psycopg2.extras

from deploy.demo.chapters import registering
from deploy.demo.progress import Progress
from deploy.demo.world import World
from tests.faults.court_house import Clients, CourtHouse, build_court_house
from tests.faults.telling import query
from tests.faults.test_kills import kill

CLIENTS, SECONDS, SEED = 64, 60.0, 20261126
KILLED: Final = "scheduling-answers"
# Said without the constraints' help: pairs of live bookings of one thing or person that overlap, both timed or at two places.
OVERLAPS: Final = """
    SELECT count(*) FROM bookings one JOIN bookings other
      ON one.id < other.id AND one.kind = other.kind AND one.resource_id = other.resource_id
     AND lower(one.during) < upper(other.during) AND lower(other.during) < upper(one.during)
    WHERE one.is_live AND other.is_live
      AND ((one.is_timed AND other.is_timed) OR one.place_id <> other.place_id)
"""
DEADLOCKS: Final = "SELECT deadlocks FROM pg_stat_database WHERE datname = 'scheduling'"


def read_rows(world: World, statement: str, *values: Any) -> list[dict[str, Any]]:
    """Give the rows that a statement finds in scheduling's database."""
    connection = psycopg2.connect(world.instance.places.superuser_dsn.rpartition("/")[0] + "/scheduling")
    try:
        with connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
            cursor.execute(statement, values)
            return [dict(row) for row in cursor.fetchall()]
    finally:
        connection.close()


def make_cases(world: World) -> list[str]:
    """Register the story's two cases, and wait until scheduling knows them."""
    story = Progress(world)
    registering.register(story)
    known = "SELECT count(*) FROM known_cases WHERE id = ANY(%s::uuid[])"
    ids = [story.main, story.arms]
    world.wait("scheduling knows the cases", lambda: query(world, "scheduling", known, ids) == 2, seconds=30)
    return ids


def untrue(world: World, house: CourtHouse) -> list[str]:
    """Give what is otherwise than it was accepted; a hold may have lapsed by the clock since."""
    statement = "SELECT id::text, version, status FROM hearings WHERE id = ANY(%s::uuid[])"
    rows = {row["id"]: row for row in read_rows(world, statement, list(house.accepted))}
    wrong = []
    for key, told in house.accepted.items():
        row = rows.get(key)
        lapsed = told["status"] == "provisional" and row and row["status"] == "lapsed"
        due = (told["version"] + 1, "lapsed") if lapsed else (told["version"], told["status"])
        if row is None or (row["version"], row["status"]) != due:
            wrong.append(f"{key}: accepted {told['version']} {told['status']}, found {row}")
    return wrong


def badly_booked(world: World, house: CourtHouse) -> list[dict[str, Any]]:
    """Give the hearings that stand and do not hold exactly what they take, for their time."""
    statement = """
        SELECT h.id FROM hearings h JOIN courts c ON c.id = h.court_id
        LEFT JOIN bookings b ON b.hearing_id = h.id AND b.is_live
        WHERE h.court_id = ANY(%s::uuid[]) AND h.status = 'scheduled'
        GROUP BY h.id, c.sits_alone
        HAVING count(b.id) <> 1 + c.sits_alone::int + cardinality(h.prosecutor_ids) + cardinality(h.witness_ids)
                            + (h.link_id IS NOT NULL)::int
            OR bool_or(b.during <> tstzrange(h.starts_at, h.ends_at))
    """
    return read_rows(world, statement, house.courts)


def test_sixty_four_clients_and_a_service_that_dies_twice(world: World) -> None:
    """After a minute: no overlap of any resource, no deadlock, every accepted answer present, every event sent."""
    house = build_court_house(world, make_cases(world))
    deadlocks = query(world, "scheduling", DEADLOCKS)
    clients = Clients(world, house, clients=CLIENTS, seed=SEED)
    began = time.monotonic()
    clients.start()
    try:
        for moment in (SECONDS / 4, SECONDS * 5 / 8):
            time.sleep(max(0.0, began + moment - time.monotonic()))
            kill(world, KILLED)
        time.sleep(max(0.0, began + SECONDS - time.monotonic()))
    finally:
        clients.end()
    print(f"{sum(house.ended.values())} steps in {time.monotonic() - began:.0f} s: {dict(house.ended)}")
    assert not house.failed, house.failed[0]
    assert house.ended["accepted"] > CLIENTS
    assert house.ended["double_booked"] > CLIENTS
    assert query(world, "scheduling", OVERLAPS) == 0
    assert query(world, "scheduling", DEADLOCKS) == deadlocks
    assert untrue(world, house) == []
    assert badly_booked(world, house) == []
    unsent = "SELECT count(*) FROM outbox WHERE published_at IS NULL"
    world.wait("scheduling: all events sent", lambda: query(world, "scheduling", unsent) == 0, seconds=60)
