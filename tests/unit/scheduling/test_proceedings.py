"""What a record of proceedings may say, and when it needs a reason."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from services.scheduling.rules.proceedings import check_proceedings, count_examined, has_happened, needs_reason

DAY = dt.date(2026, 11, 25)


def entry(**more: Any) -> dict[str, Any]:
    """Give an entry of a hearing at which one of two witnesses was examined."""
    return {
        "attended": ["prosecutor", "accused"], "absent": ["complainant"], "witnesses_called": 3, "witnesses_present": 2,
        "examined_fact": 1, "examined_formal": 0, "examined_other": 0, "costs": None, "costs_on": None, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "status", "wrong"),
    [
        ({}, "held", []),
        ({"witnesses_called": 0}, "held", []),
        ({"examined_formal": 1}, "held", []),
        ({"examined_formal": 2}, "held", ["witnesses_present"]),
        ({"absent": ["accused"]}, "held", ["absent"]),
        ({}, "adjourned", ["examined_fact"]),
        ({"examined_fact": 0}, "adjourned", []),
        ({"costs": Decimal(5000), "costs_on": "defence"}, "held", []),
        ({"costs": Decimal(5000)}, "held", ["costs_on"]),
        ({"costs_on": "defence"}, "held", ["costs"]),
    ],
)
def test_what_cannot_be_is_named(more: dict[str, Any], status: str, wrong: list[str]) -> None:
    """Nobody is both there and not, only who is present is examined and only when the hearing is held; costs have a bearer."""
    assert list(check_proceedings(entry(**more), status=status)) == wrong


def test_witnesses_of_every_kind_count() -> None:
    """Witnesses of fact, formal ones and others are all examined."""
    assert count_examined(entry(examined_fact=2, examined_formal=3, examined_other=1)) == 6


@pytest.mark.parametrize(
    ("today", "entries", "needed"),
    [
        (DAY, 0, False),
        (DAY, 1, True),
        (DAY + dt.timedelta(days=1), 0, True),
        (DAY + dt.timedelta(days=1), 2, True),
    ],
)
def test_late_entries_and_amendments_need_a_reason(today: dt.date, entries: int, needed: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    """The first entry on the hearing's day needs none; every other one does."""
    assert needs_reason(DAY, today, entries) is needed


def test_only_a_hearing_that_was_called_has_proceedings() -> None:
    """Held or adjourned; not one still to come, nor one vacated before its day."""
    assert [has_happened(status) for status in ("held", "adjourned", "scheduled", "vacated")] == [
        True,
        True,
        False,
        False,
    ]
