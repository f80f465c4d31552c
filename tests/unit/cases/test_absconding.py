"""Steps against an absconder follow one another (CrPC ss.75, 87, 88, 512; ATA s.19(10))."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.absconding import ABSCONDER_STEPS, find_missing_step, is_early, time_ends

DAY = dt.date(2026, 3, 2)
LATER = DAY + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("step", "before"),
    [
        ("warrant_issued", None),
        ("proclamation_published", "warrant_issued"),
        ("property_attached", "proclamation_published"),
        ("declared_absconder", "proclamation_published"),
        ("evidence_recorded", "declared_absconder"),
        ("perpetual_warrant_issued", "declared_absconder"),
    ],
)
def test_each_step_wants_the_one_before(step: str, before: str | None) -> None:
    """Not taken, or taken later, it is missing; on the same day it is there."""
    assert find_missing_step(step, {}, DAY) == before
    if before is not None:
        assert find_missing_step(step, {before: LATER}, DAY) == before
        assert find_missing_step(step, {before: DAY}, DAY) is None


@pytest.mark.parametrize(("days", "is_terrorism", "early"), [
    (30, False, True), (31, False, False), (7, True, True), (8, True, False), (8, False, True),
])  # fmt: skip
def test_a_declaration_waits_until_the_time_to_appear_has_ended(days: int, is_terrorism: bool, early: bool) -> None:  # noqa: FBT001 - a table's columns
    """Thirty days, in a terrorism case seven; on the last day one may still appear."""
    taken = {"proclamation_published": DAY}
    assert is_early("declared_absconder", taken, DAY + dt.timedelta(days=days), is_terrorism=is_terrorism) == early


def test_only_a_declaration_after_a_proclamation_can_be_early() -> None:
    """Nothing else waits, and without a proclamation no time runs."""
    assert not is_early("declared_absconder", {}, DAY, is_terrorism=False)
    assert not is_early("property_attached", {"proclamation_published": DAY}, DAY, is_terrorism=False)


@given(day=st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1)), is_terrorism=st.booleans(), wait=st.integers(0, 400))
def test_waiting_longer_is_never_early_after_it_was_not(day: dt.date, is_terrorism: bool, wait: int) -> None:  # noqa: FBT001 - a drawn value
    """A declaration is early up to the last day to appear, and on no day after it."""
    on = day + dt.timedelta(days=wait)
    early = is_early("declared_absconder", {"proclamation_published": day}, on, is_terrorism=is_terrorism)
    assert early == (on <= time_ends(day, is_terrorism=is_terrorism))


@given(steps=st.permutations(ABSCONDER_STEPS))
def test_every_order_that_is_allowed_begins_with_a_warrant(steps: list[str]) -> None:
    """Taking the steps in any order, one that lacks nothing has the warrant first and the proclamation second."""
    taken: dict[str, dt.date] = {}
    for step in steps:
        if find_missing_step(step, taken, DAY) is None:
            taken[step] = DAY
    assert list(taken)[:1] == ["warrant_issued"]
    assert list(taken)[1:2] in ([], ["proclamation_published"])
