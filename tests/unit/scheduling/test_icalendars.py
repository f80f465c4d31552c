"""Calendars as they are written: what a reader without data of its own makes of them, in every year."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # vobject leaves it untyped
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from services.scheduling.rules.days import KARACHI, span_of
from services.scheduling.rules.icalendars import TENTATIVE, Entry, write_feed, write_free_busy, write_object

NOW = dt.datetime(2026, 11, 26, 6, 0, tzinfo=dt.UTC)
HALF_AN_HOUR = dt.timedelta(minutes=30)


def entry(starts: dt.datetime | dt.date, **more: Any) -> Entry:
    """Give an entry of half an hour, or of a day."""
    ends = starts + (HALF_AN_HOUR if isinstance(starts, dt.datetime) else dt.timedelta(days=1))
    return Entry(
        **{"id": "1", "sequence": 0, "changed_at": NOW, "starts": starts, "ends": ends, "summary": "Remand", **more}
    )


def read(text: str) -> Any:
    """Read a calendar by `vobject`, which knows zones from the calendar alone, and let it check the form."""
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return calendar


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2037, 12, 31), timezones=st.just(dt.UTC)))  # noqa: DTZ001 - hypothesis adds the zone
@example(dt.datetime(2002, 4, 6, 19, 0, tzinfo=dt.UTC))
@example(dt.datetime(2002, 10, 5, 18, 30, tzinfo=dt.UTC))
@example(dt.datetime(2008, 5, 31, 19, 0, tzinfo=dt.UTC))
@example(dt.datetime(2008, 10, 31, 18, 30, tzinfo=dt.UTC))
@example(dt.datetime(2009, 4, 14, 19, 30, tzinfo=dt.UTC))
@example(dt.datetime(2009, 10, 31, 17, 30, tzinfo=dt.UTC))
@example(dt.datetime(2027, 2, 28, 18, 59, tzinfo=dt.UTC))
def test_an_instant_is_read_as_it_was_meant(instant: dt.datetime) -> None:
    """Through the summers of 2002, 2008 and 2009 and around midnight; the hour that came twice is left out, a clock says it twice."""
    instant = instant.replace(microsecond=0)
    local = instant.astimezone(KARACHI)
    if local.replace(fold=1).utcoffset() != local.replace(fold=0).utcoffset():
        return
    event = read(write_object(entry(instant))).vevent

    assert event.dtstart.value.astimezone(dt.UTC) == instant
    assert event.dtstart.value.replace(tzinfo=None) == local.replace(tzinfo=None)


def test_a_day_is_a_day() -> None:
    """Whole days carry no clock and no zone; the last day is the first without it."""
    day = dt.date(2027, 3, 10)
    event = read(
        write_feed([entry(day, ends=day + dt.timedelta(days=3), is_busy=False, status=TENTATIVE)], "Hearings")
    ).vevent

    assert (event.dtstart.value, event.dtend.value) == (day, day + dt.timedelta(days=3))
    assert (event.transp.value, event.status.value) == ("TRANSPARENT", "TENTATIVE")


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200))
@example("Court, No. 2; Karachi \\ South")
@example("انسداد دہشت گردی عدالت نمبر 2، کراچی " * 5)
def test_any_title_survives_in_lines_of_75_octets(title: str) -> None:
    """Commas, backslashes, Urdu: what is written is read again, and lines are folded as RFC 5545, 3.1 wants."""
    text = write_feed([entry(NOW, summary=title, location=title)], "Hearings")
    calendar: Any = Calendar.from_ical(text)

    assert [str(calendar.walk("VEVENT")[0][name]) for name in ("SUMMARY", "LOCATION")] == [title, title]
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_the_same_entries_give_the_same_text() -> None:
    """So that an ETag stands for what changed, and for nothing else."""
    entries = [entry(NOW), entry(dt.date(2027, 1, 1), id="2")]
    assert write_feed(entries, "Hearings") == write_feed(entries, "Hearings")
    assert write_object(entry(NOW)) != write_object(entry(NOW, sequence=1))


@pytest.mark.parametrize("kind", ["BUSY", "BUSY-TENTATIVE", "BUSY-UNAVAILABLE"])
def test_busy_times_are_written_in_utc_with_their_kind(kind: str) -> None:
    """RFC 5545, 3.6.4: periods in UTC, each with its FBTYPE."""
    span = span_of(dt.date(2027, 3, 1), dt.date(2027, 3, 1))
    busy = [((span[0] + HALF_AN_HOUR, span[0] + 2 * HALF_AN_HOUR), kind)]
    text = write_free_busy(busy, span, NOW)
    calendar: Any = Calendar.from_ical(text)
    (component,) = calendar.walk("VFREEBUSY")

    assert component["FREEBUSY"].params["FBTYPE"] == kind
    assert ":20270228T193000Z/20270228T200000Z" in text.replace("\r\n ", "")
    assert (component["DTSTART"].dt, component["DTEND"].dt) == span
    assert "FREEBUSY" not in write_free_busy([], span, NOW).replace("VFREEBUSY", "")
