"""How an accused who hides is proceeded against: warrant, proclamation, attachment, declaration (CrPC ss.75, 87, 88, 512; ATA s.19(10)).

A step that the court took is kept even where it came too early: what happened is a fact, and that it was early is what the
prosecutor has to know before the trial rests on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

ABSCONDER_STEPS: Final = (
    "warrant_issued", "proclamation_published", "property_attached", "declared_absconder", "evidence_recorded",
    "perpetual_warrant_issued",
)  # fmt: skip
_FOLLOWS: Final = {
    "proclamation_published": "warrant_issued",
    "property_attached": "proclamation_published",
    "declared_absconder": "proclamation_published",
    "evidence_recorded": "declared_absconder",
    "perpetual_warrant_issued": "declared_absconder",
}
REPEATED: Final = frozenset({"evidence_recorded"})
_TO_APPEAR: Final = 30
_TO_APPEAR_TERRORISM: Final = 7


def find_missing_step(step: str, taken: Mapping[str, dt.date], on: dt.date) -> str | None:
    """Give the step that has to come before, when it was not taken by that day."""
    before = _FOLLOWS.get(step)
    if before is None or (before in taken and taken[before] <= on):
        return None
    return before


def time_ends(published_on: dt.date, *, is_terrorism: bool) -> dt.date:
    """Give the last day on which a proclaimed person may appear: 30 days (CrPC 87(1)), 7 in a terrorism case (ATA 19(10))."""
    return published_on + dt.timedelta(days=_TO_APPEAR_TERRORISM if is_terrorism else _TO_APPEAR)


def is_early(step: str, taken: Mapping[str, dt.date], on: dt.date, *, is_terrorism: bool) -> bool:
    """Tell whether somebody was declared an absconder while the time to appear still ran."""
    published_on = taken.get("proclamation_published")
    if step != "declared_absconder" or published_on is None:
        return False
    return on <= time_ends(published_on, is_terrorism=is_terrorism)
