"""Days and times as cause lists print them."""

from __future__ import annotations

import datetime as dt

import pytest

from services.scheduling.rules.cause_list_days import (
    DAY_FIRST,
    MONTH_FIRST,
    DayRead,
    find_days,
    order_of,
    read_day,
    read_time,
)

JULY = dt.date(2026, 7, 31)


@pytest.mark.parametrize(
    "text",
    [
        "31.07.2026", "31/7/2026", "31-07-26", "2026-07-31", "31st July, 2026", "July 31, 2026", "31-Jul-2026", "Friday the 31st of July 2026",
        "۳۱ جولائی ۲۰۲۶", "٣١-٠٧-٢٠٢٦", "بتاریخ ۳۱؍۰۷؍۲۰۲۶".replace("؍", "/"), "\u200f31.07.2026\u200e", "07/31/2026",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_printed(text: str) -> None:
    """Numbers of any keyboard, months in English and Urdu; a day that is none day first is read month first."""
    (read,) = find_days(text)
    assert read.by(DAY_FIRST) == JULY


def test_a_day_that_can_be_two_is_open() -> None:
    """Both readings are given, nothing is guessed."""
    read = read_day("03/04/2026")
    assert read == DayRead(dt.date(2026, 4, 3), dt.date(2026, 3, 4))
    assert read.is_open
    assert read.by(MONTH_FIRST) == dt.date(2026, 3, 4)
    assert not DayRead(JULY).is_open


@pytest.mark.parametrize(
    "text", ["", "31/02/2026", "45/2023", "302/34", "Special Case 12 of 2026", "3.4.2026 and 5.4.2026"]
)
def test_what_is_no_single_day_is_none(text: str) -> None:
    """Case numbers and sections are no days."""
    assert read_day(text) is None


def test_a_column_is_read_in_one_order() -> None:
    """The days that can be read in one way only decide for the others; when they disagree nobody can."""
    open_day, by_day, by_month = (find_days(text)[0] for text in ("03/04/2026", "31/07/2026", "07/31/2026"))
    assert order_of([open_day, by_day]) == DAY_FIRST
    assert order_of([open_day, by_month]) == MONTH_FIRST
    assert order_of([by_day, by_month, open_day]) is None
    assert order_of([open_day, find_days("05/05/2026")[0]]) == DAY_FIRST
    assert order_of([]) == DAY_FIRST


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:30", (9, 30)), ("09.30 a.m.", (9, 30)), ("9 AM", (9, 0)), ("1:00", (13, 0)), ("1:15 pm", (13, 15)), ("12:00", (12, 0)),
        ("08:30:00", (8, 30)), ("۹:۳۰ بجے", (9, 30)), ("12:30 am", (0, 30)),
    ],
)  # fmt: skip
def test_a_time_is_read(text: str, time: tuple[int, int]) -> None:
    """No court sits before seven, so a small hour is one of the afternoon."""
    assert read_time(text) == dt.time(*time)


@pytest.mark.parametrize("text", ["", "9", "25:00", "9:75", "after interval", "45/2023"])
def test_what_is_no_time_is_none(text: str) -> None:
    """A serial number is no hour."""
    assert read_time(text) is None
