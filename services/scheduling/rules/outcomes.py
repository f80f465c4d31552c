"""What may be recorded about a hearing, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

OPEN: Final = "scheduled"
# A time that is only held for now.
HELD: Final = "provisional"
_WANTED: Final = {"held": ("result",), "adjourned": ("cause", "asked_by")}
_MEMBERS: Final = ("result", "cause", "asked_by")


def check_outcome(given: Mapping[str, Any]) -> dict[str, list[str]]:
    """Give what is wrong, field by field: held needs a result, adjourned a cause and who asked; neither takes the other's."""
    wanted = _WANTED[given["outcome"]]
    wrong: dict[str, list[str]] = {}
    for name in _MEMBERS:
        present = given.get(name) is not None
        if name in wanted and not present:
            wrong[name] = [f"Needed when a hearing is {given['outcome']}."]
        if name not in wanted and present:
            wrong[name] = [f"Leave this out when a hearing is {given['outcome']}."]
    return wrong


def keeps_booking(outcome: str) -> bool:
    """Tell whether the time stays taken: a hearing that was held did use it; one put off or vacated gives it back."""
    return outcome == "held"
