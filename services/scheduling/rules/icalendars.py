"""Hearings, leave and holidays written as iCalendar (RFC 5545, 7986), and busy times as VFREEBUSY.

Each entry keeps its UID; its SEQUENCE grows with every change (RFC 5546, 2.1.4); one that will not take place is CANCELLED. The zone
goes along with its whole history, so that a reader without data of its own is right in the summers of 2002, 2008 and 2009 too.
The same entries give the same text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from icalendar import Calendar, Event, FreeBusy, Timezone, TimezoneDaylight, TimezoneStandard

from services.scheduling.rules.days import KARACHI
from services.scheduling.rules.sitting import Span

CONFIRMED: Final = "CONFIRMED"
TENTATIVE: Final = "TENTATIVE"
CANCELLED: Final = "CANCELLED"
REFRESH: Final = dt.timedelta(hours=1)
_PRODUCT: Final = "-//CMMS//scheduling//EN"
_END: Final = "END:VCALENDAR\r\n"
_TEXTS_KEPT: Final = 50_000
_FIRST: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST: Final = dt.datetime(2038, 1, 1, tzinfo=dt.UTC)
_SECOND: Final = dt.timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar. Days are whole days, `ends` the first without it; instants are written in Karachi's time."""

    id: str
    sequence: int
    changed_at: dt.datetime
    starts: dt.datetime | dt.date
    ends: dt.datetime | dt.date
    summary: str
    status: str = CONFIRMED
    location: str | None = None
    is_busy: bool = True

    @property
    def uid(self) -> str:
        """Give the UID, the same in the feed, in the collection and in invitations."""
        return f"{self.id}@scheduling.cmms"


def write_feed(entries: Iterable[Entry], title: str) -> str:
    """Write a calendar to subscribe to."""
    calendar = _begin()
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", str(KARACHI))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return _write(calendar, entries)


def write_object(entry: Entry) -> str:
    """Write one entry as a member of a CalDAV collection, which has no METHOD (RFC 4791, 4.1)."""
    return _write(_begin(), [entry])


def write_free_busy(busy: Iterable[tuple[Span, str]], span: Span, now: dt.datetime) -> str:
    """Write busy times with their FBTYPE (RFC 5545, 3.2.9)."""
    free_busy: Any = FreeBusy()
    free_busy.add("uid", f"free-busy-{span[0]:%Y%m%d%H%M%S}-{span[1]:%Y%m%d%H%M%S}@scheduling.cmms")
    free_busy.add("dtstamp", now)
    free_busy.add("dtstart", span[0])
    free_busy.add("dtend", span[1])
    for (start, end), kind in busy:
        free_busy.add("freebusy", (start.astimezone(dt.UTC), end.astimezone(dt.UTC)), parameters={"FBTYPE": kind})
    calendar = _begin()
    calendar.add_component(free_busy)
    written: bytes = calendar.to_ical()
    return written.decode()


def _begin() -> Any:
    calendar: Any = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _write(calendar: Any, entries: Iterable[Entry]) -> str:
    head = calendar.to_ical().decode().removesuffix(_END)
    return "".join((head, _timezone(), *(_event_text(entry) for entry in entries), _END))


@cache
def _timezone() -> str:
    """Give Karachi's zone: each change of its clocks at the hour they showed before it (RFC 5545, 3.6.5)."""
    zone: Any = Timezone()
    zone.add("tzid", str(KARACHI))
    before = _FIRST.astimezone(KARACHI)
    zone.add_component(_observance(before.replace(tzinfo=None), before, before))
    for change in _changes():
        before, after = (change - _SECOND).astimezone(KARACHI), change.astimezone(KARACHI)
        zone.add_component(_observance(before.replace(tzinfo=None) + _SECOND, before, after))
    written: bytes = zone.to_ical()
    return written.decode()


def _observance(begins: dt.datetime, before: dt.datetime, after: dt.datetime) -> Any:
    observance: Any = TimezoneDaylight() if after.dst() else TimezoneStandard()
    observance.add("dtstart", begins)
    observance.add("tzname", after.tzname())
    observance.add("tzoffsetfrom", before.utcoffset())
    observance.add("tzoffsetto", after.utcoffset())
    return observance


def _changes() -> Iterator[dt.datetime]:
    """Give the instants at which Karachi's offset changed, by halving each day that ends with another one."""
    day = _FIRST
    while day < _LAST:
        early, late = day, day + dt.timedelta(days=1)
        if early.astimezone(KARACHI).utcoffset() != late.astimezone(KARACHI).utcoffset():
            while late - early > _SECOND:
                middle = early + (late - early) // 2
                is_early = middle.astimezone(KARACHI).utcoffset() == day.astimezone(KARACHI).utcoffset()
                early, late = (middle, late) if is_early else (early, middle)
            yield late.replace(microsecond=0)
        day += dt.timedelta(days=1)


@lru_cache(maxsize=_TEXTS_KEPT)
def _event_text(entry: Entry) -> str:
    """Give an entry's text; programs ask for the same ones again and again, and writing them anew is what takes time."""
    written: bytes = _event(entry).to_ical()
    return written.decode()


def _event(entry: Entry) -> Any:
    event: Any = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    for name, moment in (("dtstart", entry.starts), ("dtend", entry.ends)):
        event.add(name, moment.astimezone(KARACHI) if isinstance(moment, dt.datetime) else moment)
    event.add("summary", entry.summary)
    if entry.location is not None:
        event.add("location", entry.location)
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    return event
