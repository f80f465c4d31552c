"""What may be recorded of a hearing, and the steps of leave."""

from __future__ import annotations

from itertools import product

import pytest

from services.scheduling.rules.leave import may_become
from services.scheduling.rules.outcomes import OPEN, check_outcome, keeps_booking

STATUSES = ("applied", "approved", "refused", "cancelled")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"outcome": "held", "result": "part_heard"}, []),
        ({"outcome": "held", "result": None}, ["result"]),
        ({"outcome": "held", "result": "part_heard", "cause": "stayed"}, ["cause"]),
        ({"outcome": "held", "cause": "stayed", "asked_by": "court"}, ["result", "cause", "asked_by"]),
        ({"outcome": "adjourned", "cause": "stayed", "asked_by": "court"}, []),
        ({"outcome": "adjourned", "cause": "stayed"}, ["asked_by"]),
        ({"outcome": "adjourned", "result": "part_heard"}, ["result", "cause", "asked_by"]),
    ],
)
def test_held_takes_a_result_and_adjourned_a_cause(given: dict[str, str | None], wrong: list[str]) -> None:
    """Each outcome needs its own members and takes none of the other's; every one that is wrong is named at once."""
    found = check_outcome(given)
    assert list(found) == wrong
    assert all(given["outcome"] in text for texts in found.values() for text in texts)  # type: ignore[operator] # always a word


def test_only_a_hearing_that_was_held_used_its_time() -> None:
    """One that was put off, vacated or is still to come gives its time back when it goes."""
    assert keeps_booking("held")
    assert not any(keeps_booking(outcome) for outcome in ("adjourned", "vacated", OPEN))


def test_the_steps_of_leave() -> None:
    """Leave is decided once; what was approved may only be cancelled; refused and cancelled are the end."""
    steps = {(status, wanted) for status, wanted in product(STATUSES, STATUSES) if may_become(status, wanted)}
    assert steps == {
        ("applied", "approved"),
        ("applied", "refused"),
        ("applied", "cancelled"),
        ("approved", "cancelled"),
    }
