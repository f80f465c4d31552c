"""What is known about when and for what a prosecutor can stand in a hearing: what booking and the roster both ask."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

Span = tuple[dt.datetime, dt.datetime]
Travel = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Availability:
    """A prosecutor's time within some days: instants are UTC, spans are half-open and in order.

    `away` cannot be worked in (approved leave, outside the working pattern, duties elsewhere); `avoid` should not be. `seat` is the
    place of work, from which `Travel` (seat to seat, in minutes) counts; `conflicts` are the cases he may not stand in.
    """

    prosecutor_id: uuid.UUID
    district: str
    seat: str
    rank: int
    qualifications: frozenset[str] = frozenset()
    away: tuple[Span, ...] = ()
    avoid: tuple[Span, ...] = ()
    conflicts: frozenset[uuid.UUID] = frozenset()


def overlaps(one: Span, other: Span) -> bool:
    """Tell whether two spans share an instant."""
    return one[0] < other[1] and other[0] < one[1]


def is_away(person: Availability, span: Span) -> bool:
    """Tell whether a prosecutor cannot work at some instant of a span."""
    return any(overlaps(span, taken) for taken in person.away)


def minutes_between(travel: Travel, one: str, other: str) -> int:
    """Give the minutes from one seat to another; none within a seat, none when nobody has said."""
    return 0 if one == other else travel.get((one, other), travel.get((other, one), 0))
