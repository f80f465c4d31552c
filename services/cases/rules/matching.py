"""How likely two records of a person or an organisation are one: a score with its reasons, for a person to decide on.

Nothing is joined by a score. A CNIC of both decides most of it: the same one makes them one unless even the names differ,
two different ones make them two, however alike the names. Without it a name alone is never enough in a province of many
Muhammad Alis: the father's name or the telephone must agree too.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from services.cases.rules.spelling import fold, sound

PROPOSED_FROM: Final = 70
"""The score from which two records are proposed as one."""
_SAME: Final = 85.0
_ALIKE: Final = 60.0


@dataclass(frozen=True, slots=True)
class Person:
    """What is compared of a person or an organisation: names as written, keys as kept."""

    names: tuple[str, ...]
    father_name: str | None = None
    cnics: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """From 0 to 100, and why, in words of a closed list."""

    points: int
    reasons: tuple[str, ...]

    @property
    def is_proposed(self) -> bool:
        """Tell whether a person should look at it."""
        return self.points >= PROPOSED_FROM


def compare(one: Person, other: Person) -> Score:
    """Compare two records."""
    names = _names_alike(one.names, other.names)
    reasons = ["name_alike"] if names >= _SAME else []
    if one.cnics and other.cnics:
        if not one.cnics & other.cnics:
            return Score(min(40, round(names * 0.4)), (*reasons, "cnic_differs"))
        if names < _ALIKE:
            return Score(80, ("cnic_same", "name_differs"))
        return Score(100, ("cnic_same", *reasons))
    points = names * 0.6
    if one.phones & other.phones:
        points += 25
        reasons.append("phone_same")
    if one.father_name and other.father_name:
        fathers = names_alike(one.father_name, other.father_name)
        points += 20 if fathers >= _SAME else -15
        reasons.append("father_alike" if fathers >= _SAME else "father_differs")
    return Score(max(0, min(95, round(points))), tuple(reasons))


def names_alike(one: str, other: str) -> float:
    """Give from 0 to 100 how alike two names are: the better of how they are written and how they sound."""
    written, heard = (fold(one), fold(other)), (sound(one), sound(other))
    # Sounds are short: one that is alike in sound alone is a little less alike than one that is written alike.
    return max(_alike(*written), 0.95 * _alike(*heard))


def _alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    return float(fuzz.token_sort_ratio(one, other))


def _names_alike(these: Collection[str], those: Collection[str]) -> float:
    return max((names_alike(one, other) for one in these for other in those), default=0.0)
