"""Filters of a calendar-query (RFC 4791, 9.7): which objects a program asks for. What cannot be honoured is refused by its name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar

from gateway.dav_xml import Node, RefusedError, tag

Span = tuple[dt.datetime, dt.datetime]

_STAMP: Final = re.compile(r"\d{8}T\d{6}Z\Z")
_EARLIEST: Final = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
_LATEST: Final = dt.datetime(2100, 12, 31, tzinfo=dt.UTC)
_KARACHI: Final = ZoneInfo("Asia/Karachi")
_DEEPEST: Final = 3
_COMPONENT, _PROPERTY, _TEXT = tag("C:comp-filter"), tag("C:prop-filter"), tag("C:text-match")
_ABSENT, _SPAN = tag("C:is-not-defined"), tag("C:time-range")
_KNOWN: Final = {_COMPONENT: {_COMPONENT, _PROPERTY, _SPAN, _ABSENT}, _PROPERTY: {_TEXT, _ABSENT}, _TEXT: set[str]()}
_FOLD: Final[dict[str, Callable[[str], str]]] = {
    "i;ascii-casemap": str.lower, "i;unicode-casemap": str.casefold, "i;octet": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CalendarFilter:
    """What a query asks for. `span`: in which its events lie; `is_plain`: who lies in the span passes, without being read."""

    outer: Node
    span: Span | None
    is_plain: bool

    def passes(self, text: str) -> bool:
        """Tell whether an object passes."""
        read: Any = Calendar.from_ical(text)
        return self.is_plain or _passes(read, self.outer)


def read_filter(root: Node) -> CalendarFilter:
    """Read a query's filter; refuse one that is malformed or cannot be honoured."""
    holder = root.find(tag("C:filter"))
    outer = holder.find(_COMPONENT) if holder is not None and len(holder) == 1 else None
    if outer is None or outer.get("name") != "VCALENDAR":
        raise RefusedError("C:valid-filter")
    _require_known(outer, 1)
    events = [inner for inner in outer.findall(_COMPONENT) if inner.get("name") == "VEVENT"]
    found = events[0].find(_SPAN) if len(events) == 1 and events[0].find(_ABSENT) is None else None
    names = [part.get("name") for part in outer.iter(_COMPONENT)]
    is_plain = {part.tag for part in outer.iter()} <= {_COMPONENT, _SPAN} and names in (
        ["VCALENDAR"],
        ["VCALENDAR", "VEVENT"],
    )
    return CalendarFilter(outer, None if found is None else read_span(found), is_plain)


def read_span(found: Node) -> Span:
    """Read a time-range: UTC, at least one end, in order (9.9). An open end is as far as calendars here reach."""
    start, end = found.get("start"), found.get("end")
    if start is None and end is None:
        raise RefusedError("C:valid-filter")
    span = (_instant(start) if start else _EARLIEST, _instant(end) if end else _LATEST)
    if span[0] >= span[1]:
        raise RefusedError("C:valid-filter")
    return span


def _instant(stamp: str) -> dt.datetime:
    if not _STAMP.match(stamp):
        raise RefusedError("C:valid-filter")
    try:
        instant = dt.datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    except ValueError:
        raise RefusedError("C:valid-filter") from None
    return min(max(instant, _EARLIEST), _LATEST)


def _require_known(found: Node, depth: int) -> None:
    if depth > _DEEPEST or (found.tag != _TEXT and not found.get("name")):
        raise RefusedError("C:valid-filter")
    if found.tag == _TEXT and found.get("collation", "i;ascii-casemap") not in _FOLD:
        raise RefusedError("C:supported-collation")
    for part in found:
        if part.tag not in _KNOWN[found.tag] or (part.tag == _SPAN and found.get("name") == "VCALENDAR"):
            raise RefusedError("C:supported-filter")
        if part.tag == _SPAN:
            read_span(part)
        elif part.tag != _ABSENT:
            _require_known(part, depth + (part.tag == _COMPONENT))


def _passes(component: Any, found: Node) -> bool:
    return all(_part_passes(component, part) for part in found if part.tag != _ABSENT)


def _part_passes(component: Any, part: Node) -> bool:
    if part.tag == _SPAN:
        start, end = read_span(part)
        return _at(component["DTSTART"].dt) < end and _at(component["DTEND"].dt) > start
    if part.tag == _PROPERTY:
        return _property_passes(component, part)
    inner = [each for each in component.subcomponents if each.name == str(part.get("name")).upper()]
    if part.find(_ABSENT) is not None:
        return not inner
    return any(_passes(each, part) for each in inner)


def _property_passes(component: Any, part: Node) -> bool:
    value = component.get(part.get("name"))
    if part.find(_ABSENT) is not None:
        return value is None
    return value is not None and all(_text_passes(value, match) for match in part.findall(_TEXT))


def _text_passes(value: Any, match: Node) -> bool:
    fold = _FOLD[match.get("collation", "i;ascii-casemap")]
    written = value if isinstance(value, str) else value.to_ical().decode()
    return (fold(match.text or "") in fold(written)) != (match.get("negate-condition") == "yes")


def _at(moment: dt.datetime | dt.date) -> dt.datetime:
    """Give the instant of a time, or of the midnight in Karachi at which a day begins."""
    return moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time(), tzinfo=_KARACHI)
