"""A laboratory that was asked and does not answer is a gap, from so many days on as a dated rule says."""

from __future__ import annotations

import datetime as dt

import pytest

from services.cases.rules.custody_chain import find_gaps
from services.cases.rules.custody_chain_facts import Asked, Chain
from services.cases.rules.custody_chain_words import describe_gap
from tests.unit.cases.custody import RULES, START, WITNESSES

ASKED = START + dt.timedelta(days=5)


def overdue(*asked: Asked, after: int, series: str = "prosecution", nature: str = "document") -> list[tuple[int, str]]:
    """Give the days and the authority of the overdue reports about a thing, so many days after the laboratory was asked."""
    chain = Chain(series=series, nature=nature, events=(), asked=asked)
    gaps = find_gaps(chain, RULES, WITNESSES, ASKED + dt.timedelta(days=after))
    return [(gap.days, gap.source) for gap in gaps if gap.kind == "report_overdue"]


@pytest.mark.parametrize(("after", "days"), [(0, []), (30, []), (31, [31]), (400, [400])])
def test_a_report_is_overdue_after_the_rules_days(after: int, days: list[int]) -> None:
    """On the thirtieth day it is not; also of papers, whose custody needs no chain."""
    assert overdue(Asked(on=ASKED), after=after) == [(one, "authority on report_overdue") for one in days]


def test_a_report_that_came_is_no_gap_however_late() -> None:
    """As of a day before it came it was one; a request of a later day is not seen yet."""
    came = Asked(on=ASKED, reported_on=ASKED + dt.timedelta(days=90))
    assert [len(overdue(came, after=day)) for day in (60, 89, 90, 200)] == [1, 1, 0, 0]
    assert overdue(Asked(on=ASKED + dt.timedelta(days=300)), after=200) == []


def test_each_request_is_counted_by_itself() -> None:
    """One laboratory answered, two did not."""
    asked = (
        Asked(on=ASKED), Asked(on=ASKED, reported_on=ASKED + dt.timedelta(days=9)), Asked(on=ASKED + dt.timedelta(days=40)),
    )  # fmt: skip
    assert [days for days, _ in overdue(*asked, after=80)] == [80, 40]


def test_it_is_said_in_words() -> None:
    """With its days."""
    chain = Chain(series="prosecution", nature="document", events=(), asked=(Asked(on=ASKED),))
    (gap,) = find_gaps(chain, RULES, WITNESSES, ASKED + dt.timedelta(days=31))
    assert describe_gap(gap) == (
        "From 6 January 2022 to 6 February 2022 (31 days) the laboratory was asked about it and its report has not come."
    )
