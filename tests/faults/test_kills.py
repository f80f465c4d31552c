"""kill -9 of each process, and servers that stop, while people work: nothing accepted is lost, nothing happens twice, nobody hangs."""

from __future__ import annotations

import itertools
import os
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest

from deploy.demo.client import Person, RefusedError
from deploy.demo.world import World
from services.cases import api as cases

STEPS = 500
WORKERS = 5
KILLED = (
    "cases-answers", "cases-relay", "cases-listens", "scheduling-listens", "scheduling-answers", "scheduling-relay",
    "notifications-listens", "gateway",
)  # fmt: skip
SERVERS = ("rabbitmq", "postgres")


def query(world: World, database: str, statement: str, *values: Any) -> int:
    """Give the number that a statement finds in a service's database."""
    connection = psycopg2.connect(world.instance.places.superuser_dsn.rpartition("/")[0] + f"/{database}")
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            row = cursor.fetchone()
            return int(row[0]) if row else 0
    finally:
        connection.close()


class Work:
    """Several clerks who register FIRs of one police station, each with its own number, and remember what was accepted."""

    def __init__(self, world: World) -> None:
        """Take the platform; the work goes on until it is told that there is enough."""
        self.station = f"Faults {uuid.uuid4().hex[:8]}"
        self.accepted: list[str] = []
        self.refused: list[str] = []
        self.slowest = 0.0
        self._numbers: Iterator[int] = itertools.count(1)
        self._enough = threading.Event()
        self._lock = threading.Lock()
        self._clerk = world.people["clerk"]
        self._threads = [threading.Thread(target=self._work) for _ in range(WORKERS)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def end(self, *, at_least: int) -> None:
        """Wait until so many are accepted, then end."""
        until(lambda: len(self.accepted) + len(self.refused) >= at_least, seconds=180)
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        clerk = Person(self._clerk.address, "clerk", "", self._clerk.patience, self._clerk.token)
        while not self._enough.is_set():
            with self._lock:
                number = next(self._numbers)
            body = {
                "district": "karachi-south", "police_station": self.station, "fir_number": str(number), "fir_year": 2026,
                "fir_on": "2026-01-15", "sections": [{"act": "ppc", "section": "324"}], "accused": [],
            }  # fmt: skip
            try:
                case = clerk.call(cases.register_case, body)
            except RefusedError as refused:
                self.refused.append(str(refused))
            else:
                self.accepted.append(case["id"])


def settle(world: World, work: Work) -> None:
    """Hold that all was accepted and kept once, published once, and heard once by scheduling."""
    assert work.refused == []
    assert len(set(work.accepted)) == len(work.accepted)
    kept = "SELECT count(*) FROM cases WHERE police_station = %s"
    assert query(world, "cases", kept, work.station) == len(work.accepted)
    told = "SELECT count(*) FROM outbox WHERE event_type = 'case_registered' AND envelope LIKE %s"
    assert query(world, "cases", told, f"%{work.station}%") == len(work.accepted)
    unsent = "SELECT count(*) FROM outbox WHERE published_at IS NULL"
    world.wait("all events sent", lambda: query(world, "cases", unsent) == 0, seconds=60)
    known = "SELECT count(*) FROM known_cases WHERE id = ANY(%s::uuid[])"
    world.wait(
        "all events heard", lambda: query(world, "scheduling", known, work.accepted) == len(work.accepted), seconds=60
    )
    parked = "SELECT count(*) FROM retries WHERE parked_at IS NOT NULL"
    assert query(world, "scheduling", parked) == 0


def until(check: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait until the check is true."""
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.1)


def kill(world: World, name: str) -> None:
    """Kill a process and wait until another one works in its place."""
    before = world.instance.process_pid(name)
    os.kill(before, signal.SIGKILL)
    until(lambda: world.instance.process_pid(name) not in (0, before))
    until(lambda: world.instance.is_ready(name))


def test_killing_any_process_loses_nothing(world: World) -> None:
    """Each process is killed in turn while 500 FIRs are registered; the supervisor brings it back; all are kept, told and heard once."""
    work = Work(world)
    work.start()
    for name in KILLED:
        accepted = len(work.accepted)
        kill(world, name)
        until(lambda accepted=accepted: len(work.accepted) > accepted + 5)  # type: ignore[misc]
    work.end(at_least=STEPS)
    assert len(work.accepted) >= STEPS
    settle(world, work)


@pytest.mark.parametrize("server", SERVERS)
def test_a_server_that_stops_is_said_so_and_loses_nothing(world: World, server: str) -> None:
    """While it is away a call is answered 503 with Retry-After within seconds; when it is back, all goes on and nothing was lost."""
    work = Work(world)
    work.start()
    until(lambda: len(work.accepted) > 10)
    world.instance.stop_process(server)
    clerk = world.people["clerk"]
    hasty = Person(clerk.address, "clerk", "", 0.0, clerk.token)
    slowest = 0.0
    for _ in range(5):
        began = time.monotonic()
        with pytest.raises(RefusedError) as refused:
            hasty.call(cases.list_cases)
        slowest = max(slowest, time.monotonic() - began)
        assert refused.value.status == 503, str(refused.value)
    assert slowest < 15
    world.instance.start_process(server)
    work.end(at_least=100)
    settle(world, work)
