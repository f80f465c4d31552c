"""Load on courts' time: clients who book, hold, move, extend and give up hearings at random, and what they were answered."""

from __future__ import annotations

import datetime as dt
import random
import threading
import traceback
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from deploy.demo.client import Person, RefusedError
from deploy.demo.world import World
from services.scheduling import api as scheduling
from tests.hiring import DISTRICT, hire_prosecutor

BOOKERS: Final = ("clerk", "prosecutor1", "prosecutor2", "supervisor", "prosecutor-general")
# What may be answered to one who comes too late; whatever else is refused fails the test.
EXPECTED: Final = {
    "double_booked", "changed_meanwhile", "hearing_is_over", "hold_lapsed", "hearing_not_held",
    "outside_sitting_hours", "hearing_not_confirmed",
    # A hold of a few seconds, asked for again until the service was back, is over by then.
    "hold_out_of_bounds",
}  # fmt: skip
_PATIENCE: Final = 90.0
_KARACHI: Final = ZoneInfo("Asia/Karachi")
_WEEK: Final = [{"weekday": day, "opens": "08:30", "closes": "12:00" if day == 5 else "14:00"} for day in range(1, 7)]


@dataclass
class CourtHouse:
    """Few courts, people and video links that many want, and what was accepted."""

    cases: list[str]
    courts: list[str]
    people: list[str]
    links: list[str]
    day: dt.date
    witnesses: list[str] = field(default_factory=lambda: [str(uuid.uuid4()) for _ in range(6)])
    accepted: dict[str, dict[str, Any]] = field(default_factory=dict)
    ended: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, hearing: dict[str, Any]) -> None:
        """Note an accepted answer; of several about one hearing the highest version is the last."""
        with self.lock:
            self.ended["accepted"] += 1
            known = self.accepted.get(hearing["id"])
            if known is None or hearing["version"] > known["version"]:
                self.accepted[hearing["id"]] = hearing

    def pick(self, chance: random.Random) -> dict[str, Any] | None:
        """Give some hearing that stood when last heard of."""
        with self.lock:
            standing = [one for one in self.accepted.values() if one["status"] in ("scheduled", "provisional")]
        return chance.choice(standing) if standing else None

    def some_time(self, chance: random.Random) -> str:
        """Give a quarter of an hour of two days' sittings."""
        day = self.day + dt.timedelta(days=chance.randrange(2))
        time = dt.time(chance.randrange(9, 14), chance.choice((0, 15, 30, 45)))
        return dt.datetime.combine(day, time, tzinfo=_KARACHI).isoformat()


def build_court_house(world: World, cases: list[str]) -> CourtHouse:
    """Open four courts, one of two benches, put eight prosecutors on the roster and two video links into the catalogue."""
    admin = world.people["admin"]
    mark = uuid.uuid4().hex[:8]
    courts = [_open_court(admin, f"{mark}-{number}", ["1", "2"] if number == 3 else ["1"]) for number in range(4)]
    people = [_post_prosecutor(admin, f"{mark}-{number}") for number in range(8)]
    links = [
        admin.call(scheduling.add_video_link, {"name": f"{mark}-{name}", "place": "prison", "district": DISTRICT})["id"]
        for name in ("a", "b")
    ]
    today = dt.datetime.now(_KARACHI).date()
    return CourtHouse(cases, courts, people, links, today + dt.timedelta(days=7 + (7 - today.weekday()) % 7))


def _post_prosecutor(admin: Person, login: str) -> str:
    account = hire_prosecutor(admin, login)
    posting = {"id": account, "district": DISTRICT, "designation": "assistant-district-public-prosecutor"}
    admin.call(scheduling.add_to_roster, posting)
    return account


def _open_court(admin: Person, code: str, rooms: list[str]) -> str:
    given = {
        "code": code, "name_en": f"Court {code}", "kind": "additional_sessions", "district": DISTRICT,
        "opened_on": "2019-01-01", "rooms": rooms,
    }  # fmt: skip
    court: str = admin.call(scheduling.open_court, given)["id"]
    timetable = {"valid_from": "2019-01-01", "source": "SCCR 2012, r. 3.3", "hours": _WEEK}
    admin.call(scheduling.set_sitting_hours, timetable, court_id=court)
    return court


Step = Callable[[Person, CourtHouse, random.Random], dict[str, Any] | None]


def book(person: Person, house: CourtHouse, chance: random.Random) -> dict[str, Any] | None:
    """Book a hearing with some people; every fifth time only for a few seconds."""
    given: dict[str, Any] = {
        "case_id": chance.choice(house.cases), "court_id": chance.choice(house.courts),
        "starts_at": house.some_time(chance), "minutes": chance.choice((15, 30, 60)), "purpose": "arguments",
        "prosecutor_ids": chance.sample(house.people, chance.randrange(1, 3)),
        "witness_ids": chance.sample(house.witnesses, chance.randrange(3)),
        "link_id": chance.choice((None, None, None, *house.links)),
    }  # fmt: skip
    if chance.random() < 0.2:
        until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=chance.choice((3, 40)))
        given["held_until"] = until.isoformat()
    if given["link_id"] is None:
        del given["link_id"]
    found: dict[str, Any] = person.call(scheduling.schedule_hearing, given)
    return found


def move(person: Person, house: CourtHouse, chance: random.Random) -> dict[str, Any] | None:
    """Move a hearing to another time, often to another court and other prosecutors."""
    given: dict[str, Any] = {"starts_at": house.some_time(chance), "reason": "moved at random", "asked_by": "court"}
    if chance.random() < 0.5:
        given["court_id"] = chance.choice(house.courts)
        given["prosecutor_ids"] = chance.sample(house.people, 2)
    return _change(person, house, chance, (scheduling.move_hearing, given))


def confirm(person: Person, house: CourtHouse, chance: random.Random) -> dict[str, Any] | None:
    """Confirm a hearing, which often is no hold."""
    return _change(person, house, chance, (scheduling.confirm_hearing, {}))


def extend(person: Person, house: CourtHouse, chance: random.Random) -> dict[str, Any] | None:
    """Let a hearing take longer."""
    given = {"more_minutes": 15, "reason": "long", "asked_by": "court"}
    return _change(person, house, chance, (scheduling.extend_hearing, given))


def cancel(person: Person, house: CourtHouse, chance: random.Random) -> dict[str, Any] | None:
    """Vacate a hearing."""
    return _change(person, house, chance, (scheduling.vacate_hearing, {"reason": "not needed"}))


def _change(
    person: Person, house: CourtHouse, chance: random.Random, asked: tuple[Any, dict[str, Any]]
) -> dict[str, Any] | None:
    hearing = house.pick(chance)
    if hearing is None:
        return None
    operation, given = asked
    found: dict[str, Any] = person.call(operation, given, hearing_id=hearing["id"], if_match=hearing["version"])
    return found


STEPS: Final[tuple[Step, ...]] = (*[book] * 6, *[move] * 5, *[cancel] * 3, confirm, extend)


class Clients:
    """So many clients, each of whom takes one random step after the other until there is enough."""

    def __init__(self, world: World, house: CourtHouse, *, clients: int, seed: int) -> None:
        """Take where they work, how many they are, and from where their choices come."""
        self._world, self._house = world, house
        self._enough = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(number, seed)) for number in range(clients)]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Let everybody come to the end of the step under way."""
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _work(self, number: int, seed: int) -> None:
        chance = random.Random(seed + number)
        signed_in = self._world.people[BOOKERS[number % len(BOOKERS)]]
        person = Person(signed_in.address, signed_in.login, "", _PATIENCE, signed_in.token)
        house = self._house
        while not self._enough.is_set() and not house.failed:
            step = chance.choice(STEPS)
            try:
                found = step(person, house, chance)
            except RefusedError as refused:
                with house.lock:
                    house.ended[refused.code] += 1
                if refused.code not in EXPECTED:
                    house.failed.append(f"{step.__name__}: {refused}")
            except Exception as error:  # noqa: BLE001 - whatever it is, the test says it
                house.failed.append(f"{step.__name__}: {error!r}\n{traceback.format_exc()}")
            else:
                if found is not None:
                    house.keep(found)
