"""Busy times from people's own calendars (RFC 5545): read with suspicion, kept without what nobody needs, unfolded exactly.

What is kept of an event: its UID, its times, its recurrence with exceptions and overrides, whether it takes time, its title (for
its owner alone). Descriptions, places, guests, attachments and alarms are dropped. Zones are known by their names (IANA's, or
those of Windows); a time without a zone is Karachi's. A definition of a zone inside the file is never believed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import recurring_ical_events
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

from services.scheduling.rules.days import KARACHI, span_of
from services.scheduling.rules.sitting import Span

MOST_EVENTS: Final = 200
_MOST_EXCEPTIONS: Final = 500
_LONGEST: Final = dt.timedelta(days=62)
_YEARS: Final = range(1990, 2101)
_SEEN_WITHIN: Final = dt.timedelta(days=5 * 366)
_FREQUENCIES: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_PARTS: Final = frozenset(
    {
        "FREQ",
        "UNTIL",
        "COUNT",
        "INTERVAL",
        "BYDAY",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYMONTH",
        "BYSETPOS",
        "WKST",
    }
)
_PARTS_OF_DAYS: Final = frozenset({"FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTH", "WKST"})
_TIMES: Final = ("DTSTART", "DTEND", "RECURRENCE-ID")
_LISTS: Final = ("RDATE", "EXDATE")
_WORDS: Final = ("SUMMARY", "STATUS", "TRANSP")
_UNREADABLE: Final = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, ArithmeticError)


class OwnTimesRefusedError(ValueError):
    """A file that cannot be used, and why, in a sentence for its owner."""


@dataclass(frozen=True, slots=True)
class OwnTimes:
    """One event with its overrides, as it will be kept."""

    uid: str
    calendar: str


def read_own_times(text: str) -> list[OwnTimes]:
    """Read a file's events; raise OwnTimesRefusedError for one that is no calendar, or holds what cannot be honoured."""
    calendar: Any
    try:
        calendar = Calendar.from_ical(_without_zones(text))
    except _UNREADABLE:
        raise OwnTimesRefusedError("This is not an iCalendar file.") from None
    events = calendar.walk("VEVENT")
    if not events:
        raise OwnTimesRefusedError("There is no event in this file.")
    if len(events) > MOST_EVENTS:
        raise OwnTimesRefusedError(f"There are more than {MOST_EVENTS} events in this file.")
    by_uid: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        uid = str(event.get("UID", "")).strip()
        if not 0 < len(uid) <= 255 or not uid.isprintable():
            raise OwnTimesRefusedError("An event has no UID, or one longer than 255 characters.")
        by_uid[uid].append(_clean(event, uid))
    return [OwnTimes(uid, _write(events)) for uid, events in by_uid.items()]


def unfold(calendar: str, span: Span) -> list[Span]:
    """Give the instants of an event that was kept, within a span: exceptions left out, overrides in their place."""
    read: Any = Calendar.from_ical(calendar)
    found = recurring_ical_events.of(read).between(*span)
    spans = (_span_of(event) for event in found if _takes_time(event))
    return sorted((max(start, span[0]), min(end, span[1])) for start, end in spans if start < span[1] and end > span[0])


def title_of(calendar: str) -> str | None:
    """Give an event's title, for its owner."""
    read: Any = Calendar.from_ical(calendar)
    return str(read.walk("VEVENT")[0].get("SUMMARY", "")) or None


def _without_zones(text: str) -> str:
    """Drop definitions of zones, so that a file cannot teach this process its own idea of one."""
    return "\r\n".join(_outside(text.splitlines(), "VTIMEZONE")) + "\r\n"


def _outside(lines: Iterable[str], component: str) -> Iterator[str]:
    depth = 0
    for line in lines:
        word = line.strip().upper()
        if word == f"BEGIN:{component}":
            depth += 1
        if not depth:
            yield line
        if word == f"END:{component}" and depth:
            depth -= 1


def _clean(event: Any, uid: str) -> Any:
    if event.errors:
        raise OwnTimesRefusedError(f"This cannot be read: {event.errors[0][0]}.")
    kept: Any = Event()
    kept.add("UID", uid)
    try:
        _copy_times(event, kept)
        _add_rule(event, kept)
    except OwnTimesRefusedError:
        raise
    except _UNREADABLE:
        raise OwnTimesRefusedError("An event's times cannot be read.") from None
    for name in _WORDS:
        if name in event:
            kept.add(name, str(event[name])[:200])
    return kept


def _copy_times(event: Any, kept: Any) -> None:
    for name in _TIMES:
        if name in event:
            kept.add(name, _with_zone(event[name]), parameters=_range_of(event[name]))
    if "DURATION" in event and "DTEND" not in event:
        kept.add("DURATION", event["DURATION"].dt)
    for name in _LISTS:
        for value in _values(event, name):
            kept.add(name, value)
    _check_span(kept)


def _range_of(value: Any) -> dict[str, str]:
    return {"RANGE": "THISANDFUTURE"} if value.params.get("RANGE") == "THISANDFUTURE" else {}


def _values(event: Any, name: str) -> list[Any]:
    if name not in event:
        return []
    lists = event[name] if isinstance(event[name], list) else [event[name]]
    values = [_with_zone(value) for one in lists for value in one.dts]
    if len(values) > _MOST_EXCEPTIONS:
        raise OwnTimesRefusedError(f"There are more than {_MOST_EXCEPTIONS} exceptions in one event.")
    return values


def _with_zone(value: Any) -> Any:
    moment = value.dt
    first = moment[0] if isinstance(moment, tuple) else moment
    if first.year not in _YEARS:
        raise OwnTimesRefusedError(f"Only years from {_YEARS[0]} to {_YEARS[-1]} can be used.")
    if not isinstance(first, dt.datetime) or first.tzinfo is not None:
        return moment
    zone = value.params.get("TZID")
    if zone:
        raise OwnTimesRefusedError(f"The time zone {str(zone)[:60]} is not known. Use a name such as Asia/Karachi.")
    if isinstance(moment, tuple):
        end = moment[1] if isinstance(moment[1], dt.timedelta) else moment[1].replace(tzinfo=KARACHI)
        return first.replace(tzinfo=KARACHI), end
    return first.replace(tzinfo=KARACHI)


def _check_span(event: Any) -> None:
    if "DTSTART" not in event:
        raise OwnTimesRefusedError("An event does not say when it begins.")
    start, end = _span_of(event)
    if not dt.timedelta() <= end - start <= _LONGEST:
        raise OwnTimesRefusedError(f"An event ends before it begins, or is longer than {_LONGEST.days} days.")


def _add_rule(event: Any, kept: Any) -> None:
    """Take the recurrence over, once it is sure that unfolding it ends: days at the finest, and one that comes to pass."""
    rule = event.get("RRULE")
    if rule is None:
        return
    if isinstance(rule, list) or "EXRULE" in event:
        raise OwnTimesRefusedError("An event may have one recurrence rule only.")
    if not set(rule) <= _PARTS or rule.get("FREQ", [""])[0] not in _FREQUENCIES:
        raise OwnTimesRefusedError("An event may recur by days, weeks, months or years only.")
    if any(not 1 <= number <= 1000 for name in ("INTERVAL", "COUNT") for number in rule.get(name, [1])):
        raise OwnTimesRefusedError("A recurrence's interval and count lie between 1 and 1000.")
    if "UNTIL" in rule and "COUNT" in rule:
        raise OwnTimesRefusedError("A recurrence ends by a day or by a count, not by both.")
    _require_an_end(event, rule)
    kept.add("RRULE", rule)


def _require_an_end(event: Any, rule: Any) -> None:
    """Refuse a rule that is never met: whoever unfolds it would look for its next day until the last year there is."""
    frequency, parts, every = rule["FREQ"][0], set(rule), rule.get("INTERVAL", [1])[0]
    if frequency in ("DAILY", "WEEKLY") and not parts <= _PARTS_OF_DAYS:
        raise OwnTimesRefusedError("A recurrence by days or weeks may be narrowed to weekdays and months only.")
    if frequency == "DAILY" and every > 1 and {"BYDAY", "BYMONTH"} & parts:
        raise OwnTimesRefusedError(
            "A recurrence of every second day or more may not be narrowed to weekdays or months."
        )
    start = event["DTSTART"].dt
    first = dt.datetime.combine(start, dt.time()) if not isinstance(start, dt.datetime) else start.replace(tzinfo=None)
    tried = type(rule)({name: value for name, value in rule.items() if name not in ("UNTIL", "COUNT")})
    tried["UNTIL"] = [first + _SEEN_WITHIN]
    if next(iter(rrulestr(tried.to_ical().decode(), dtstart=first)), None) is None:
        raise OwnTimesRefusedError("A recurrence never comes to pass.")


def _write(events: list[Any]) -> str:
    calendar = Calendar()
    calendar.add("PRODID", "-//CMMS//scheduling//EN")
    calendar.add("VERSION", "2.0")
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()


def _takes_time(event: Any) -> bool:
    return str(event.get("TRANSP", "OPAQUE")).upper() != "TRANSPARENT" and event.get("STATUS") != "CANCELLED"


def _span_of(event: Any) -> Span:
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else None
    length = event["DURATION"].dt if "DURATION" in event else None
    if not isinstance(start, dt.datetime):
        days = (end - start) if end is not None else length
        return span_of(start, start + (days or dt.timedelta(days=1)) - dt.timedelta(days=1))
    if end is None:
        # Days of a length are days of the calendar, hours are hours (RFC 5545, 3.3.6).
        length = length or dt.timedelta()
        end = (start + dt.timedelta(days=length.days)).astimezone(dt.UTC) + dt.timedelta(seconds=length.seconds)
    return start.astimezone(dt.UTC), end.astimezone(dt.UTC)
