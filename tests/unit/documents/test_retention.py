"""Retention: the rule in force on the day, and the instant it leads to."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.documents.rules.retention import LAST_LOCK, NoRuleError, RetentionRule, choose_rule, retain_until

OLD = RetentionRule("fir", "GOVERNANCE", 5, dt.date(2012, 1, 1), dt.date(2026, 6, 30))
NEW = RetentionRule("fir", "COMPLIANCE", 10, dt.date(2026, 7, 1), None)


@pytest.mark.parametrize(
    ("day", "rule"), [(dt.date(2026, 6, 30), OLD), (dt.date(2026, 7, 1), NEW), (dt.date(2090, 1, 1), NEW)]
)
def test_the_rule_of_the_day_counts(day: dt.date, rule: RetentionRule) -> None:
    """A rule counts from its first to its last day, both included."""
    assert choose_rule([NEW, OLD], "fir", day) == rule


def test_the_later_of_two_rules_in_force_counts() -> None:
    """Where two rules overlap, the later one counts."""
    open_ended = RetentionRule("fir", "GOVERNANCE", 1, dt.date(2012, 1, 1), None)
    assert choose_rule([NEW, open_ended], "fir", dt.date(2027, 1, 1)) == NEW


@pytest.mark.parametrize(("kind", "day"), [("fir", dt.date(2011, 12, 31)), ("opinion", dt.date(2026, 1, 1))])
def test_without_a_rule_nothing_is_locked_by_guess(kind: str, day: dt.date) -> None:
    """No rule, no guess: it is an error."""
    with pytest.raises(NoRuleError):
        choose_rule([OLD, NEW], kind, day)


def test_the_leap_day_yields_to_the_day_before() -> None:
    """Ten years from 29 February 2028 end on 28 February 2038."""
    assert retain_until(NEW, dt.datetime(2028, 2, 29, 12, 0, 1, 5, tzinfo=dt.UTC)) == dt.datetime(
        2038, 2, 28, 12, 0, 1, tzinfo=dt.UTC
    )


@given(st.integers(0, 28_000 * 86_400), st.integers(1, 100))
def test_a_lock_lasts_the_years_of_its_rule(seconds: int, years: int) -> None:
    """The lock ends within a day of the anniversary, or on the last day that every store can count to."""
    since = dt.datetime(2012, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    until = retain_until(RetentionRule("fir", "COMPLIANCE", years, OLD.valid_from, None), since)
    assert until.microsecond == 0
    assert until.timestamp() < 2**32
    if since.year + years < LAST_LOCK.year:
        assert until.year == since.year + years
        assert abs((until.replace(year=2000) - since.replace(year=2000)).days) <= 1
    elif since.year + years > LAST_LOCK.year:
        assert until == LAST_LOCK
