"""A province's whole register, generated: cases as `generating` makes them, with courts, witnesses, tasks and hearings.

Four parties and ten hearings a case on average. What a court and a prosecutor have on their desks stays the same however many
cases there are: a larger province has more of both, not more work for each.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tests.load.generating import COLUMNS as CASE_COLUMNS
from tests.load.generating import Row, World, generate

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    **CASE_COLUMNS,
    "case_persons": (
        "id", "case_id", "number", "kind", "witness_kind", "name", "initials", "gender", "cnic", "cnic_as_written", "phone",
    ),
    "hearing_records": (
        "hearing_id", "case_id", "court_id", "heard_on", "outcome", "result", "cause", "asked_by", "revision",
        "witnesses_present", "examined_fact", "examined_formal", "examined_other", "told_at", "recorded_at",
    ),
    "tasks": (
        "id", "case_id", "district", "says", "held_by", "owner_id", "source", "remind_on", "due_on", "escalate_on",
        "is_urgent", "state", "made_by",
    ),
}  # fmt: skip
CASES_A_COURT: Final = 1500
CASES_A_PROSECUTOR: Final = 3300
PARTIES: Final = 4
HEARINGS: Final = 10
_BEARERS: Final = 20
_FIRST: Final = (
    "Muhammad", "Ali", "Ahmed", "Ghulam", "Abdul", "Imran", "Asif", "Bilal", "Fatima", "Ayesha", "Zainab", "Saima",
    "Nasreen", "Rashid", "Tariq", "Waqar", "Yousuf", "Zahid", "Hameed", "Karim", "Lal", "Mir", "Noor", "Pir",
)  # fmt: skip
_SYLLABLES: Final = ("ba", "cha", "da", "gho", "ja", "kho", "la", "ma", "na", "pa", "ri", "so", "ta", "wa", "zar", "hu")
_LENGTH: Final = 6
_SPREAD: Final = 11_400_714_819
_CAUSES: Final = (
    ("judge_on_leave", "court"), ("witness_absent", "prosecution"), ("counsel_request", "defence"),
    ("accused_not_produced", "prison"), ("lawyers_strike", "defence"), ("lab_report_awaited", "police"),
)  # fmt: skip
_ENDS: Final = dt.date(2025, 2, 9)
_COURT: Final = CASE_COLUMNS["cases"].index("court_id")
_DECIDED: Final = CASE_COLUMNS["cases"].index("decided_on")
_FILED: Final = CASE_COLUMNS["cases"].index("filed_on")
_DISTRICT: Final = CASE_COLUMNS["cases"].index("district")


@dataclass(frozen=True)
class Province:
    """What the cases lie among: districts and prosecutors, courts, and the surnames of the people."""

    world: World
    courts: Sequence[uuid.UUID]
    surnames: Sequence[str]


def make_province(districts: Sequence[str], count: int, seed: int) -> Province:
    """Make as many courts, prosecutors and surnames as so many cases have."""
    chance = random.Random(f"province {seed}")
    prosecutors = _make_ids(chance, max(1, count // CASES_A_PROSECUTOR))
    courts = _make_ids(chance, max(1, count // CASES_A_COURT))
    surnames = [_spell(place) for place in range(max(1, count * PARTIES // _BEARERS))]
    return Province(World(districts, prosecutors), courts, surnames)


def _make_ids(chance: random.Random, count: int) -> list[uuid.UUID]:
    return [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(count)]


def _spell(place: int) -> str:
    """Spell a surname that no other place has, and that is not like its neighbours' either."""
    spelt = ""
    place = place * _SPREAD % len(_SYLLABLES) ** _LENGTH
    for _ in range(_LENGTH):
        place, syllable = divmod(place, len(_SYLLABLES))
        spelt += _SYLLABLES[syllable]
    return spelt.capitalize()


def generate_province(places: range, count: int, province: Province, seed: int) -> Iterator[tuple[str, Row]]:
    """Give the rows of some of `count` cases, each with its table's name."""
    chance = random.Random(f"more {places} {seed}")
    ids = _Ids(chance)
    for table, row in generate(places, count, province.world, seed):
        if table == "cases":
            court = chance.choice(province.courts) if row[_COURT] is not None else None
            case = (*row[:_COURT], court, *row[_COURT + 1 :])
            yield table, case
            yield from _persons(chance, ids, province, case)
            yield from _hearings(chance, ids, case)
            yield from _task(chance, ids, province, case)
        else:
            yield table, row


class _Ids:
    """Ids in the order of their making; random enough for a register."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def new(self, case: Row) -> str:
        """Give an id (UUIDv7) of the case's own moment."""
        tail = f"{self._chance.getrandbits(72):018x}"
        return f"{case[0][:13]}-7{tail[:3]}-8{tail[3:6]}-{tail[6:]}"


def _persons(chance: random.Random, ids: _Ids, province: Province, case: Row) -> Iterator[tuple[str, Row]]:
    accused = int(case[CASE_COLUMNS["cases"].index("accused_count")])
    for number in range(1, chance.choice((1, 1, 2, 3)) + max(0, 2 - accused) + 1):
        kind, witness = (
            ("complainant", "fact") if number == 1 else ("witness", chance.choice(("fact", "formal", "official")))
        )
        first, surname = chance.choice(_FIRST), chance.choice(province.surnames)
        cnic = f"4{chance.randrange(10**12):012}" if chance.random() < 0.6 else None
        phone = f"+923{chance.randrange(10**9):09}" if chance.random() < 0.5 else None
        initials = f"{first[0]}.{surname[0]}."
        yield "case_persons", (
            ids.new(case), case[0], number, kind, witness, f"{first} {surname}", initials, "unknown", cnic, cnic, phone,
        )  # fmt: skip


def _hearings(chance: random.Random, ids: _Ids, case: Row) -> Iterator[tuple[str, Row]]:
    filed_on: Any = case[_FILED]
    if filed_on is None:
        return
    last = case[_DECIDED] or _ENDS
    days = max(1, (last - filed_on).days)
    for _ in range(chance.randint(8, 20)):
        heard_on = filed_on + dt.timedelta(days=chance.randrange(days))
        cause, asked_by = chance.choice(_CAUSES) if chance.random() < 0.6 else (None, None)
        held = cause is None
        examined = chance.choice((0, 0, 1, 2)) if held else 0
        yield "hearing_records", (
            ids.new(case), case[0], case[_COURT], heard_on, "held" if held else "adjourned", "part_heard" if held else None,
            cause, asked_by, 1, examined, examined, 0, 0, heard_on, heard_on,
        )  # fmt: skip


def _task(chance: random.Random, ids: _Ids, province: Province, case: Row) -> Iterator[tuple[str, Row]]:
    if case[_DECIDED] is not None or chance.random() < 0.5:
        return
    due_on = _ENDS + dt.timedelta(days=chance.randint(-30, 60))
    yield "tasks", (
        ids.new(case), case[0], case[_DISTRICT], "Ask for the laboratory report.", "person",
        chance.choice(province.world.prosecutors), "hand", due_on - dt.timedelta(days=2), due_on,
        due_on + dt.timedelta(days=3), False, "open", "the bench",
    )  # fmt: skip
