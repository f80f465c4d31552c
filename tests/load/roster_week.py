"""A week of a province, made from a seed: its courts' hearings on a quarter-hour grid, and its prosecutors.

Hearings crowd into the mornings, special courts are few and those qualified for them fewer, people are on leave or at their duties,
know some cases and may not stand in others, and some courts sit in another town of the district.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeVar

from services.scheduling.rules.availability import Availability, Span
from services.scheduling.rules.days import days_from, instant_at
from services.scheduling.rules.rostering import Demand, Need, Person

T = TypeVar("T")

FIRST: Final = dt.date(2026, 11, 30)
DAYS: Final = days_from(FIRST, FIRST + dt.timedelta(days=4))
# The kinds of court: their share of the hearings, and how heavy a minute there is.
_KINDS: Final = {
    "sessions": (52, 100), "magistrate": (22, 70), "anti_terrorism": (9, 160), "narcotics": (9, 120),
    "women_and_children": (8, 130),
}  # fmt: skip
# How many of the prosecutors are qualified for the special ones.
_QUALIFIED: Final = {"anti_terrorism": 0.25, "narcotics": 0.25, "women_and_children": 0.22}
_MINUTES: Final = {30: 30, 45: 25, 60: 20, 75: 10, 90: 9, 120: 5, 180: 1}
_TOWNS: Final = (80, 12, 8)
_OPENS: Final = 8 * 60 + 30
_HALVES_IN: Final = 240
_AWAY: Final = 0.07
_AVOIDS: Final = 0.04
_FRIDAYS_SHARE: Final = 0.6
FRIDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Size:
    """How large the week is."""

    hearings: int = 5000
    prosecutors: int = 400
    districts: int = 8


def make_week(seed: int, size: Size) -> Demand:
    """Make the week that belongs to a seed."""
    dice = random.Random(seed)
    shares = [dice.uniform(0.7, 1.4) for _ in range(size.districts)]
    counts = zip(_spread(size.hearings, shares), _spread(size.prosecutors, shares), strict=True)
    made = [_make_district(dice, f"district-{place}", *count) for place, count in enumerate(counts, 1)]
    return Demand(
        tuple(need for one in made for need in one.needs),
        tuple(person for one in made for person in one.people),
        {seats: minutes for one in made for seats, minutes in one.travel.items()},
    )


def _spread(total: int, shares: Sequence[float]) -> list[int]:
    """Spread a whole number by shares, losing nothing."""
    edges = [round(total * sum(shares[:place]) / sum(shares)) for place in range(len(shares) + 1)]
    return [after - before for before, after in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class _Case:
    id: uuid.UUID
    kind: str
    seat: str


def _make_district(dice: random.Random, name: str, hearings: int, prosecutors: int) -> Demand:
    seats = [f"{name}-{letter}" for letter in "abc"]
    travel = {(seats[0], seats[1]): 30, (seats[0], seats[2]): 45, (seats[1], seats[2]): 60}
    kinds = _deal(dice, {kind: share for kind, (share, _) in _KINDS.items()}, hearings * 7 // 10)
    cases = [_make_case(dice, kind, seats) for kind in kinds]
    # Every case once, and some again: a trial is heard on several days of a week.
    called = [*cases, *dice.choices(cases, k=hearings - len(cases))]
    days = _deal(dice, {day: _FRIDAYS_SHARE if day.isoweekday() == FRIDAY else 1.0 for day in DAYS}, hearings)
    needs = [_make_hearing(dice, name, case, day) for case, day in zip(called, days, strict=True)]
    people = [_make_person(dice, name, seats, qualified) for qualified in _deal_qualifications(dice, prosecutors)]
    return Demand(tuple(needs), tuple(_acquaint(dice, people, needs)), travel)


def _new_id(dice: random.Random) -> uuid.UUID:
    return uuid.UUID(int=dice.getrandbits(128), version=4)


def _deal(dice: random.Random, shares: Mapping[T, float], count: int) -> list[T]:
    """Deal so many out by shares, in no order: courts sit every week, and each hears its share."""
    counts = _spread(count, list(shares.values()))
    dealt = [what for what, many in zip(shares, counts, strict=True) for _ in range(many)]
    dice.shuffle(dealt)
    return dealt


def _make_case(dice: random.Random, kind: str, seats: Sequence[str]) -> _Case:
    # Special courts sit at the district's seat alone.
    seat = seats[0] if kind in _QUALIFIED else dice.choices(seats, _TOWNS)[0]
    return _Case(_new_id(dice), kind, seat)


def _make_hearing(dice: random.Random, district: str, case: _Case, day: dt.date) -> Need:
    (minutes,) = dice.choices(list(_MINUTES), list(_MINUTES.values()))
    closes = (12 if day.isoweekday() == FRIDAY else 14) * 60
    starts = range(_OPENS, closes - minutes + 1, 15)
    (start,) = dice.choices(starts, [2 ** ((_OPENS - at) / _HALVES_IN) for at in starts])
    begins = instant_at(day, dt.time(start // 60, start % 60))
    return Need(
        hearing_id=_new_id(dice), case_id=case.id, district=district, seat=case.seat,
        span=(begins, begins + dt.timedelta(minutes=minutes)), weight=minutes * _KINDS[case.kind][1] // 100,
        needs=frozenset({case.kind} & set(_QUALIFIED)),
    )  # fmt: skip


def _deal_qualifications(dice: random.Random, people: int) -> list[frozenset[str]]:
    """Deal the qualifications out, each to its share of a district's people: those posted there fit its courts."""
    dealt: list[set[str]] = [set() for _ in range(people)]
    for kind, share in _QUALIFIED.items():
        for place in dice.sample(range(people), round(people * share)):
            dealt[place].add(kind)
    return [frozenset(kinds) for kinds in dealt]


def _make_person(dice: random.Random, district: str, seats: Sequence[str], qualified: frozenset[str]) -> Person:
    free = Availability(
        prosecutor_id=_new_id(dice),
        district=district,
        seat=dice.choices(seats, _TOWNS)[0],
        rank=dice.choice((17, 17, 18, 19)),
        qualifications=qualified,
        away=_pick_times(dice, _AWAY),
        avoid=_pick_times(dice, _AVOIDS),
    )
    return Person(free, load_before=dice.randrange(2400, 3600))


def _pick_times(dice: random.Random, share: float) -> tuple[Span, ...]:
    """Pick some of the week's days, and of half of these the first hours alone."""
    return tuple(
        (instant_at(day, dt.time(8)), instant_at(day, dice.choice((dt.time(11), dt.time(15)))))
        for day in DAYS
        if dice.random() < share
    )


def _acquaint(dice: random.Random, people: Sequence[Person], needs: Sequence[Need]) -> list[Person]:
    """Let one or two prosecutors know each of most cases, and everybody be barred from a few others."""
    wanted = {need.case_id: need.needs for need in needs}
    known: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for case_id, qualification in wanted.items():
        able = [person.id for person in people if qualification <= person.free.qualifications]
        for person_id in dice.sample(able, min(len(able), dice.choice((0, 1, 1, 1, 2)))):
            known[person_id].add(case_id)
    return [
        replace(
            person,
            knows=frozenset(known[person.id]),
            free=replace(person.free, conflicts=frozenset(dice.sample(list(wanted), 2)) - known[person.id]),
        )
        for person in people
    ]
