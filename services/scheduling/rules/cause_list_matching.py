"""Which case a row of a list is, and whether it stands on the court's list already as the row says.

A row is matched only when every number it prints means one case: nothing is guessed. A hearing that stands already is compared
with what is printed, and each difference is named.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from services.scheduling.rules.cause_list_days import fold
from services.scheduling.rules.cause_list_states import (
    MATCHED,
    OTHER_COURT,
    SEVERAL,
    TWICE,
    UNMATCHED,
    UNREADABLE,
)

_NOT_TELLING: Final = re.compile(r"[\W_]+")
Found = Mapping[str, Any]


@dataclass(slots=True)
class Match:
    """What a row was found to be: its state, its cases (the first leads), and what each of its numbers may mean."""

    state: str
    case_ids: list[uuid.UUID] = field(default_factory=list)
    candidates: list[Any] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """A hearing that stands: its day and time of day (None: without an hour), and its purpose."""

    hearing_id: uuid.UUID
    case_ids: frozenset[uuid.UUID]
    day: dt.date
    time: dt.time | None
    purpose: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of when and what for; a time that many rows share is no hour of its own."""

    listed_on: dt.date
    time: dt.time | None
    purpose: str | None


def spelling_of(number: str | None, parties: str | None) -> str | None:
    """Give what a clerk's choice is remembered by: the number as printed, or the title of a row without one; blanks and marks aside."""
    written = number or parties
    return _NOT_TELLING.sub("", fold(written).casefold()) or None if written else None


def match_numbers(numbers: Sequence[Found], court_id: uuid.UUID) -> Match:
    """Say which cases a row's numbers mean."""
    found = [list(number["candidates"]) for number in numbers]
    if not found:
        return Match(UNREADABLE)
    if not all(found):
        return Match(UNMATCHED, candidates=found)
    if any(len(candidates) > 1 for candidates in found):
        return Match(SEVERAL, candidates=found)
    cases = [candidates[0] for candidates in found]
    ids = list(dict.fromkeys(uuid.UUID(str(case["case_id"])) for case in cases))
    if any(case["court_id"] is not None and str(case["court_id"]) != str(court_id) for case in cases):
        return Match(OTHER_COURT, ids, found)
    return Match(MATCHED, ids, found)


def find_standing(said: Said, standing: Iterable[Standing]) -> tuple[Standing | None, list[str]]:
    """Give the hearing of a row's case that the row is about, that of the list's day before any other, and what differs."""
    mine = list(standing)
    if not mine:
        return None, []
    today = [one for one in mine if one.day == said.listed_on]
    hearing = min(today or mine, key=lambda one: (one.day, one.time or dt.time(), one.hearing_id))
    differs = {
        "day": hearing.day != said.listed_on,
        "time": hearing.day == said.listed_on and said.time is not None and said.time != hearing.time,
        "purpose": said.purpose is not None and said.purpose != hearing.purpose,
    }
    return hearing, [name for name, is_so in differs.items() if is_so]


def mark_twice(matches: Mapping[int, Match]) -> None:
    """Mark rows whose case stands further up in the list already; a case is called once."""
    seen: set[uuid.UUID] = set()
    for match in matches.values():
        if match.state != MATCHED:
            continue
        if match.case_ids and match.case_ids[0] in seen:
            match.state = TWICE
        seen |= set(match.case_ids)
