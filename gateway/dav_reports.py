"""The reports that calendar programs ask for: calendar-query, calendar-multiget, free-busy-query (RFC 4791), sync-collection (RFC 6578)."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from icalendar import Calendar

from gateway.dav_calendars import PersonsCalendar, Resource
from gateway.dav_filters import read_filter, read_span
from gateway.dav_properties import CALENDAR, of_object, read_token, select, write_token
from gateway.dav_xml import Multistatus, Node, RefusedError, tag
from services.common.errors import Problem

_MOST_HREFS: Final = 5000
_DATA: Final = tag("C:calendar-data")


async def query(calendar: PersonsCalendar, root: Node) -> bytes:
    """Give the objects that pass a filter."""
    wanted = _wanted(root)
    asked = read_filter(root)
    span = {} if asked.span is None else {"from": asked.span[0].isoformat(), "to": asked.span[1].isoformat()}
    found = await calendar.read(**span)
    return await asyncio.to_thread(
        _write, [each for each in found if asked.is_plain or asked.passes(each.calendar)], wanted
    )


async def multiget(calendar: PersonsCalendar, root: Node) -> bytes:
    """Give the objects at these addresses, and say which are not there."""
    wanted = _wanted(root)
    hrefs = list(dict.fromkeys((found.text or "").strip() for found in root.findall(tag("D:href"))))
    if len(hrefs) > _MOST_HREFS:
        raise Problem("too_large", "too_many_addresses", f"Ask for at most {_MOST_HREFS} objects at a time.")
    names = {href: name_of(href) for href in hrefs}
    found = {each.name: each for each in await calendar.find([name for name in names.values() if name])}
    answer = Multistatus()
    for href, name in names.items():
        if name in found:
            answer.add(href, *select(of_object(_fit(found[name], wanted)), wanted))
        else:
            answer.add_gone(href)
    return answer.finish()


async def synchronise(calendar: PersonsCalendar, root: Node) -> bytes:
    """Give what changed and what is gone since a state."""
    wanted = _wanted(root)
    if (root.findtext(tag("D:sync-level")) or "1").strip() not in ("1", "infinite"):
        raise Problem("malformed", "sync_level_unknown", "A sync-level is 1 or infinite.")
    uri = (root.findtext(tag("D:sync-token")) or "").strip()
    since = read_token(uri) if uri else None
    if uri and since is None:
        raise RefusedError("D:valid-sync-token")
    try:
        changes = await calendar.synchronise(since)
    except Problem as problem:
        if problem.code in ("sync_token_unknown", "input_invalid"):
            raise RefusedError("D:valid-sync-token") from None
        raise
    most = (root.findtext(f"{tag('D:limit')}/{tag('D:nresults')}") or "").strip()
    if most.isdecimal() and len(changes.changed) + len(changes.gone) > int(most):
        raise RefusedError("D:number-of-matches-within-limits")
    changed = changes.changed
    if wanted is not None and wanted.find(_DATA) is not None:
        changed = await calendar.find([each.name for each in changed])
    answer = _list(changed, wanted)
    for name in changes.gone:
        answer.add_gone(CALENDAR + name)
    return answer.finish(write_token(changes.token))


async def read_free_busy(calendar: PersonsCalendar, root: Node) -> bytes:
    """Give when the person is busy; of at most a year."""
    found = root.find(tag("C:time-range"))
    if found is None or found.get("start") is None or found.get("end") is None:
        raise RefusedError("C:valid-filter")
    start, end = read_span(found)
    if end - start > dt.timedelta(days=366):
        raise RefusedError("D:number-of-matches-within-limits")
    return (await calendar.read_free_busy(start.isoformat(), end.isoformat())).encode()


def name_of(href: str) -> str:
    """Give the name of the object at an address, whole or without the host; empty when there can be none."""
    path = unquote(urlsplit(href).path)
    name = path.removeprefix(CALENDAR)
    return (
        name
        if path.startswith(CALENDAR) and name.isascii() and name.replace("-", "").replace(".", "").isalnum()
        else ""
    )


def _wanted(root: Node) -> Node | None:
    for name in ("D:prop", "D:allprop", "D:propname"):
        found = root.find(tag(name))
        if found is not None:
            data = found.find(_DATA)
            if data is not None and data.get("content-type", "text/calendar") != "text/calendar":
                raise RefusedError("C:supported-calendar-data")
            return found
    return None


def _write(found: Iterable[Resource], wanted: Node | None) -> bytes:
    return _list(found, wanted).finish()


def _list(found: Iterable[Resource], wanted: Node | None) -> Multistatus:
    answer = Multistatus()
    for each in found:
        answer.add(CALENDAR + each.name, *select(of_object(_fit(each, wanted)), wanted))
    return answer


def _fit(resource: Resource, wanted: Node | None) -> Resource:
    """Give an object as it is asked for: expanded, its times are in UTC and no zone goes along (RFC 4791, 9.6.5)."""
    expand = wanted.find(f"{_DATA}/{tag('C:expand')}") if wanted is not None else None
    if expand is None or not resource.calendar:
        return resource
    calendar: Any = Calendar.from_ical(resource.calendar)
    calendar.subcomponents = calendar.walk("VEVENT")
    for event in calendar.subcomponents:
        for name in ("DTSTART", "DTEND"):
            moment = event[name].dt
            if isinstance(moment, dt.datetime):
                del event[name]
                event.add(name, moment.astimezone(dt.UTC))
    return Resource(resource.name, resource.etag, resource.changed_at, resource.size, calendar.to_ical().decode())
