"""Load for the fault tests: the demonstration's story told by several people at once, and what must hold afterwards."""

from __future__ import annotations

import threading
import traceback
from collections import Counter
from typing import Any

import psycopg2

from deploy.demo.progress import Progress
from deploy.demo.story import STEPS
from deploy.demo.world import World
from deploy.native.places import SERVICES

# The audit trails are checked at the end: while the database is away nobody can.
TOLD = STEPS[:-1]


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


class Tellers:
    """Several people who each tell the story from FIR to verdict, over and over, until there is enough."""

    def __init__(self, world: World, people: int = 4) -> None:
        """Take the platform and how many tell at once."""
        self.world = world
        self.stories: list[Progress] = []
        self.failed: list[str] = []
        self.steps = 0
        self._enough = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._tell) for _ in range(people)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    @property
    def is_over(self) -> bool:
        """Tell whether nobody tells any more."""
        return not any(thread.is_alive() for thread in self._threads)

    def end(self) -> None:
        """Let everybody come to the end of the story that is being told."""
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _tell(self) -> None:
        while not self._enough.is_set() and not self.failed:
            story = Progress(self.world)
            for step in TOLD:
                try:
                    step(story)
                except Exception as error:  # noqa: BLE001 - whatever it is, the test says it
                    self.failed.append(f"{step.__name__}: {error!r}\n{traceback.format_exc()}")
                    return
                with self._lock:
                    self.steps += 1
            self.stories.append(story)


def settle(world: World, tellers: Tellers) -> None:
    """Hold that all that was accepted is there, every event was sent and heard, nothing was parked, nobody was told twice."""
    assert not tellers.failed, tellers.failed[0]
    stations = [story.station for story in tellers.stories]
    decided = "SELECT count(*) FROM cases WHERE police_station = ANY(%s) AND stage = 'decided'"
    assert query(world, "cases", decided, stations) == 2 * len(stations)
    imported = "SELECT count(*) FROM cases WHERE police_station = ANY(%s)"
    assert query(world, "cases", imported, [f"{station} Town" for station in stations]) == 3 * len(stations)
    for service in SERVICES:
        _settle_service(world, service)
    _told_once(world)
    assert all("sound" in line for line in world.verify_audit())


def _settle_service(world: World, service: str) -> None:
    unsent = "SELECT count(*) FROM outbox WHERE published_at IS NULL"
    world.wait(f"{service}: all events sent", lambda: query(world, service, unsent) == 0, seconds=60)
    waiting = "SELECT count(*) FROM retries WHERE parked_at IS NULL"
    world.wait(f"{service}: nothing left to try again", lambda: query(world, service, waiting) == 0, seconds=90)
    assert query(world, service, "SELECT count(*) FROM retries WHERE parked_at IS NOT NULL") == 0


def _told_once(world: World) -> None:
    parts = Counter(
        part["client_reference"] for message in world.read_messages("smsc") for part in message["parts"]
    )  # fmt: skip
    assert [reference for reference, times in parts.items() if times > 1] == []
    # Other tests have written to this mailbox too.
    told = [mail for mail in world.read_messages("mailbox") if "Demonstration " in mail["subject"] + mail["text"]]
    letters = Counter(mail["headers"]["message-id"] for mail in told)
    assert letters
    assert [letter for letter, times in letters.items() if times > 1] == []
    unsettled = "SELECT count(*) FROM messages WHERE status IN ('queued', 'sending') AND not_before < now()"
    world.wait("all messages sent", lambda: query(world, "notifications", unsettled) == 0, seconds=90)


def heard_everywhere(world: World, stories: list[Progress]) -> None:
    """Hold that scheduling and documents know every case: each event was heard."""
    ids = [case_id for story in stories for case_id in (story.main, story.arms)]
    known = "SELECT count(*) FROM known_cases WHERE id = ANY(%s::uuid[])"
    world.wait("scheduling heard all", lambda: query(world, "scheduling", known, ids) == len(ids), seconds=60)
