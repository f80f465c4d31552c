"""The rules of reports: reconciliation against published figures, rates, bands of age."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.reports import (
    AGE_BANDS,
    OLDEST_BAND,
    Movement,
    age_band,
    disposition_days,
    explain,
    months_before,
    percent,
)

days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1))
counts = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("movement", "expected", "unexplained"),
    [
        (Movement(1311, 2386, 0, 1950, 0, 1452), 1747, 295),
        (Movement(547, 900, 0, 953, 0, 422), 494, 72),
    ],
    ids=["20 courts of Karachi", "12 other courts"],
)
def test_the_published_figures_of_2022_do_not_reconcile(movement: Movement, expected: int, unexplained: int) -> None:
    """Anti-terrorism courts of Sindh, year 2022, as the press printed them: 295 and 72 cases are unexplained."""
    assert (movement.expected, movement.unexplained) == (expected, unexplained)
    assert explain(movement).endswith(f"{unexplained} fewer, unexplained.")


def test_the_published_conviction_rate_is_of_the_decided() -> None:
    """527 of 2,903 decided is the 18.15 % that was printed; of the 2,900 contested it is 18.2 %: hence both denominators."""
    assert percent(527, 2903) == 18.2
    assert round(100 * 527 / 2903, 2) == 18.15
    assert round(100 * 527 / (527 + 2373), 2) == 18.17
    assert percent(2903, 3286) == 88.3


@given(st.builds(Movement, counts, counts, counts, counts, counts, counts))
def test_it_says_that_figures_reconcile_when_and_only_when_they_do(movement: Movement) -> None:
    """The unexplained number closes the gap, whichever way it goes."""
    assert movement.closing + movement.unexplained == movement.expected
    assert (explain(movement) == "The figures reconcile.") == (movement.unexplained == 0)
    if movement.unexplained < 0:
        assert f"{-movement.unexplained} more" in explain(movement)


def test_rates_without_a_denominator_are_unknown() -> None:
    """Never nought, and never a division by it; a hidden member hides the rate."""
    assert percent(0, 0) is None
    assert percent(None, 7) is None
    assert percent(1, 8) == 12.5
    assert disposition_days(10, 0, 30) is None
    assert disposition_days(None, 3, 30) is None
    assert disposition_days(10, 5, 30) == 60.0


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-12-31", 12, "2025-12-31"),
        ("2026-12-31", 3, "2026-09-30"),
        ("2026-02-28", 24, "2024-02-28"),
    ],
)
def test_months_are_counted_back_as_the_calendar_does(day: str, months: int, before: str) -> None:
    """To the same day, or the last one of a shorter month."""
    assert months_before(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(before)


@given(days, st.integers(0, 30), st.integers(0, 30))
def test_more_months_never_lead_to_a_later_day(day: dt.date, some: int, more: int) -> None:
    """So no case is in two bands of age."""
    assert months_before(day, some + more) <= months_before(day, some) <= day


@given(days, st.integers(0, 4000), st.integers(0, 400))
def test_a_case_never_grows_younger(on: dt.date, age: int, more: int) -> None:
    """The bands follow one another."""
    order = [name for name, _ in AGE_BANDS] + [OLDEST_BAND]
    since = on - dt.timedelta(days=age)
    assert order.index(age_band(since, on)) <= order.index(age_band(since - dt.timedelta(days=more), on))


@pytest.mark.parametrize(
    ("since", "band"),
    [
        ("2026-08-31", "under_3_months"),
        ("2026-08-30", "months_3_to_6"),
        ("2026-05-30", "months_6_to_12"),
        ("2025-11-30", "years_1_to_2"),
        ("2024-11-30", "over_2_years"),
    ],
)
def test_a_band_ends_when_its_months_are_full(since: str, band: str) -> None:
    """On the last of November 2026."""
    assert age_band(dt.date.fromisoformat(since), dt.date(2026, 11, 30)) == band
