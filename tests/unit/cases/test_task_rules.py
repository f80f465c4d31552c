"""The rules of tasks: dates, groups, what is told when; and cells that no spreadsheet runs."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.exporting import ending_of, safe_cell
from services.cases.rules.tasks import (
    GROUPS,
    TELLINGS,
    Dates,
    fill_dates,
    find_telling,
    find_wrong_dates,
    first_telling_on,
    group_of,
)

DAY = dt.date(2026, 3, 10)
days = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
spans = st.integers(0, 40)


def on(offset: int) -> dt.date:
    """Give a day beside the one a task is due."""
    return DAY + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    ("offset", "group"),
    [
        (-3, "not_due_yet"), (-2, "due_soon"), (0, "due_soon"), (1, "overdue"), (2, "overdue"),
        (3, "critically_overdue"), (30, "critically_overdue"),
    ],
)  # fmt: skip
def test_a_task_is_in_the_group_of_the_day(offset: int, group: str) -> None:
    """From two days before its day it is due soon, on the day too; the day after overdue; after three critically."""
    assert group_of(fill_dates(DAY), on(offset)) == group


@given(days, spans, spans, days)
def test_groups_only_grow_more_pressing(due_on: dt.date, before: int, after: int, today: dt.date) -> None:
    """Each day gives exactly one group, and the next day never a less pressing one."""
    dates = Dates(due_on - dt.timedelta(days=before), due_on, due_on + dt.timedelta(days=after + 1))
    assert find_wrong_dates(dates) == {}
    now, later = (GROUPS.index(group_of(dates, today + dt.timedelta(days=more))) for more in (0, 1))
    assert later <= now


@pytest.mark.parametrize(
    ("dates", "fields"),
    [
        (Dates(on(1), DAY, on(2)), {"remind_on"}),
        (Dates(DAY, DAY, DAY), {"escalate_on"}),
        (Dates(on(1), DAY, on(-1)), {"remind_on", "escalate_on"}),
        (Dates(DAY, DAY, on(1)), set()),
    ],
)
def test_dates_follow_one_another(dates: Dates, fields: set[str]) -> None:
    """Reminded by the day at the latest, escalated after it at the earliest."""
    assert set(find_wrong_dates(dates)) == fields


def test_dates_that_are_given_stand() -> None:
    """Only what was left out is filled in."""
    assert fill_dates(DAY, on(-9), on(1)) == Dates(on(-9), DAY, on(1))
    assert fill_dates(DAY) == Dates(on(-2), DAY, on(3))


@pytest.mark.parametrize(
    ("offset", "what", "then"),
    [
        (-3, None, -2), (-2, "reminder", 0), (-1, "reminder", 0), (0, "due", 3), (2, "due", 3),
        (3, "escalation", None), (9, "escalation", None),
    ],
)  # fmt: skip
def test_the_most_pressing_is_told(offset: int, what: str | None, then: int | None) -> None:
    """What was missed while nothing ran is not told late: the newest alone is, and then the next day."""
    next_on = None if then is None else on(then)
    assert find_telling(fill_dates(DAY), on(offset)) == (what, next_on)
    assert first_telling_on(fill_dates(DAY), on(offset)) == next_on


@given(days, spans, spans)
def test_a_task_is_told_of_at_most_three_times(due_on: dt.date, before: int, after: int) -> None:
    """Told of on its next day each time, it ends at the escalation."""
    dates = Dates(due_on - dt.timedelta(days=before), due_on, due_on + dt.timedelta(days=after + 1))
    told: list[str | None] = []
    day = first_telling_on(dates, dates.remind_on - dt.timedelta(days=1))
    while day is not None:
        what, day = find_telling(dates, day)
        told.append(what)
    assert told[-1] == "escalation"
    assert [what for what in TELLINGS if what in told] == told


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+92300", "-2+3", "@SUM(A1)", " =cmd|' /C calc'!A0", "\t=1", "\r=1", "'=1", '"=1"', "=HYPERLINK(1)", "|x"],
)
def test_a_formula_is_only_text(text: str) -> None:
    """What a spreadsheet program would run is led by an apostrophe."""
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["435/2022", "Clifton", "302 PPC", "قتل", "12-03-2026", "a=b", ""])
def test_ordinary_text_stays(text: str) -> None:
    """What is no formula is written as it is."""
    assert safe_cell(text) == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    """Whatever is written, the cell's first letter begins no formula and holds nothing that a file may not hold."""
    cell = safe_cell(text)
    assert cell[:1] not in set("=+-@\t\r\n|%")
    assert not set(cell) & {chr(code) for code in range(32) if chr(code) not in "\t\n\r"}


def test_nothing_is_an_empty_cell() -> None:
    """None is written as nothing; a number as its digits; a kind's file has its ending."""
    assert (safe_cell(None), safe_cell(12), ending_of("cases_xlsx")) == ("", "12", "xlsx")
