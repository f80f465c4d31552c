"""What a record of proceedings may say, and when it needs a reason: entered on the hearing's day it needs none (CrPC 344)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

ATTENDERS: Final = ("judge", "prosecutor", "defence_counsel", "accused", "complainant", "investigating_officer")
EXAMINED: Final = ("examined_fact", "examined_formal", "examined_other")
_HAPPENED: Final = ("held", "adjourned")


def has_happened(status: str) -> bool:
    """Tell whether a hearing of this status has proceedings: the court called the case, whether or not it went on."""
    return status in _HAPPENED


def count_examined(given: Mapping[str, Any]) -> int:
    """Give how many witnesses were examined: of fact, formal, and others."""
    return sum(given[name] for name in EXAMINED)


def check_proceedings(given: Mapping[str, Any], *, status: str) -> dict[str, list[str]]:
    """Give what cannot be, field by field."""
    wrong: dict[str, list[str]] = {}
    both = sorted(set(given["attended"]) & set(given["absent"]))
    if both:
        wrong["absent"] = [f"Said to have attended too: {', '.join(both)}."]
    examined = count_examined(given)
    if examined > given["witnesses_present"]:
        wrong["witnesses_present"] = [f"Examined are {examined}: at least as many were present."]
    if examined and status != "held":
        wrong["examined_fact"] = ["No witness is examined at a hearing that was adjourned. Was it held?"]
    if (given["costs"] is None) != (given["costs_on"] is None):
        missing = "costs" if given["costs"] is None else "costs_on"
        wrong[missing] = ["Give both what costs were imposed and on whom, or neither."]
    return wrong


def needs_reason(heard_on: dt.date, today: dt.date, entries: int) -> bool:
    """Tell whether an entry needs a reason: one made after the hearing's day, and every one that amends another."""
    return entries > 0 or today > heard_on
