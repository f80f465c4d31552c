"""CalDAV, to be read (RFC 4918 class 1, RFC 4791, RFC 6578): a person's hearings and leave in his own calendar program.

The secret of the person's calendar feed is the password, by HTTP Basic; the user name may be anything, and the account's own password
is never asked for. The secret is ended like the feed's address. Whatever would change something is refused (403).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

from gateway import dav_reports
from gateway.asking import Carrier
from gateway.dav_calendars import PersonsCalendar, Resource, open_with_a_secret
from gateway.dav_properties import (
    CALENDAR,
    HOME,
    OBJECT_TYPE,
    PRINCIPAL,
    ROOT,
    Properties,
    of_calendar,
    of_home,
    of_object,
    of_principal,
    of_root,
    select,
)
from gateway.dav_xml import MEDIA_TYPE, Multistatus, Node, RefusedError, node, read_xml, tag, write_xml
from gateway.door import Door
from gateway.limits import api_headers
from gateway.metrics import REQUESTS
from gateway.problems import render
from gateway.reading import matches, read_correlation
from services.common.errors import Problem, not_found

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{20,100}\Z")
_BASIC: Final = 'Basic realm="Calendars", charset="UTF-8"'
_CLASSES: Final = "1, 3, calendar-access"
_READS: Final = "OPTIONS, PROPFIND, REPORT"
_REPORTS: Final = {
    tag("C:calendar-query"): dav_reports.query,
    tag("C:calendar-multiget"): dav_reports.multiget,
    tag("D:sync-collection"): dav_reports.synchronise,
    tag("C:free-busy-query"): dav_reports.read_free_busy,
}
_SHOWN: Final[dict[str, Callable[[], Properties]]] = {ROOT: of_root, PRINCIPAL: of_principal, HOME: of_home}

Answering = Callable[[Any, Any, PersonsCalendar], Awaitable[None]]


class DavAddress:
    """One address that calendar programs ask; `href` is its place, or that of the collection when it is an object's."""

    def __init__(self, door: Door, carrier: Carrier, href: str) -> None:
        """Take the door, the way to the services, and the place."""
        self._door = door
        self._carrier = carrier
        self._href = href
        self._allowed = _READS
        self._headers = [*api_headers(secure=door.secure), ("dav", _CLASSES)]

    async def on_options(self, _req: Any, resp: Any, **_: str) -> None:
        """Say what can be asked; a program asks it before it gives a secret."""
        resp.set_headers([*self._headers, ("allow", self._allowed)])
        resp.status = 204

    async def on_propfind(self, req: Any, resp: Any, **_: str) -> None:
        """Give properties of the address, and at depth 1 of what lies directly in it."""
        await self._answer(req, resp, self._find)

    async def on_report(self, req: Any, resp: Any, **_: str) -> None:
        """Refuse: there are reports about the calendar alone."""
        await self._answer(req, resp, _refuse_report)

    async def on_put(self, req: Any, resp: Any, **_: str) -> None:
        """Refuse what would change something, to one whose secret holds; others are asked for it."""
        await self._answer(req, resp, _refuse_change)

    on_delete = on_proppatch = on_mkcol = on_copy = on_move = on_lock = on_unlock = on_put

    async def _answer(self, req: Any, resp: Any, answering: Answering) -> None:
        correlation_id = req.context.correlation_id = read_correlation(req.get_header("x-correlation-id"))
        resp.set_headers([*self._headers, ("x-correlation-id", correlation_id)])
        try:
            self._door.rate.take(self._door.read_address(req))
            secret = read_basic(req.get_header("authorization"))
            await answering(req, resp, PersonsCalendar(self._carrier, self._door.identities, secret, correlation_id))
        except RefusedError as refused:
            resp.status, resp.content_type = refused.status, MEDIA_TYPE
            resp.data = write_xml(node("D:error", node(refused.condition)))
        except Problem as problem:
            status, headers, resp.data = render(problem, correlation_id)
            resp.status = status
            resp.set_headers({**headers, "www-authenticate": _BASIC} if status == 401 else headers)
        REQUESTS.labels(f"dav.{req.method.lower()}", resp.status_code).inc()

    async def _find(self, req: Any, resp: Any, calendar: PersonsCalendar) -> None:
        depth = (req.get_header("depth") or "infinity").strip().lower()
        if depth not in ("0", "1"):
            await calendar.check()
            raise RefusedError("D:propfind-finite-depth")
        wanted = _read_wanted(await read_xml(req))
        answer = Multistatus()
        for href, properties in await self._describe(calendar, is_deep=depth == "1"):
            answer.add(href, *select(properties, wanted))
        _write(resp, answer.finish())

    async def _describe(self, calendar: PersonsCalendar, *, is_deep: bool) -> list[tuple[str, Properties]]:
        found = [(self._href, _SHOWN[self._href]())]
        if self._href == HOME and is_deep:
            return [*found, (CALENDAR, of_calendar((await calendar.synchronise()).token))]
        await calendar.check()
        if self._href == ROOT and is_deep:
            found += [(PRINCIPAL, of_principal()), (HOME, of_home())]
        return found


class CalendarAddress(DavAddress):
    """The calendar itself."""

    async def on_report(self, req: Any, resp: Any, **_: str) -> None:
        """Give a report about the calendar."""
        await self._answer(req, resp, self._report)

    async def _report(self, req: Any, resp: Any, calendar: PersonsCalendar) -> None:
        root = await read_xml(req)
        if root is None or root.tag not in _REPORTS:
            await _refuse_report(req, resp, calendar)
            return
        body = await _REPORTS[root.tag](calendar, root)
        _write(resp, body)
        if root.tag == tag("C:free-busy-query"):
            resp.status, resp.content_type = 200, "text/calendar; charset=utf-8"

    async def _describe(self, calendar: PersonsCalendar, *, is_deep: bool) -> list[tuple[str, Properties]]:
        state = await calendar.synchronise()
        objects = [(CALENDAR + each.name, of_object(each)) for each in state.changed] if is_deep else []
        return [(CALENDAR, of_calendar(state.token)), *objects]


class ObjectAddress(DavAddress):
    """An object of the calendar: one hearing, one leave."""

    def __init__(self, door: Door, carrier: Carrier) -> None:
        """Take the door and the way to the services."""
        super().__init__(door, carrier, CALENDAR)
        self._allowed = f"GET, HEAD, {_READS}"

    async def on_get(self, req: Any, resp: Any, **_: str) -> None:
        """Give the object's text with its ETag; 304 to one who has it."""
        await self._answer(req, resp, _give)

    on_head = on_get

    async def _find(self, req: Any, resp: Any, calendar: PersonsCalendar) -> None:
        wanted = _read_wanted(await read_xml(req))
        found = await _take(req, calendar)
        bare = Resource(found.name, found.etag, found.changed_at, found.size)
        answer = Multistatus()
        answer.add(CALENDAR + found.name, *select(of_object(bare), wanted))
        _write(resp, answer.finish())


class WellKnown:
    """`/.well-known/caldav` (RFC 6764): leads to the root."""

    def __init__(self, door: Door) -> None:
        """Take the door."""
        self._headers = api_headers(secure=door.secure)

    async def on_get(self, _req: Any, resp: Any) -> None:
        """Lead on."""
        resp.set_headers([*self._headers, ("location", ROOT)])
        resp.status = 301

    on_head = on_propfind = on_options = on_get


def list_addresses(door: Door, carrier: Carrier) -> list[tuple[str, Any]]:
    """Give the addresses with what answers there; each also without its last slash, as some programs write it."""
    found: list[tuple[str, Any]] = [(href, DavAddress(door, carrier, href)) for href in (ROOT, PRINCIPAL, HOME)]
    found.append((CALENDAR, CalendarAddress(door, carrier, CALENDAR)))
    bare = [(href.rstrip("/"), answering) for href, answering in found]
    return [
        *found,
        *bare,
        (CALENDAR + "{name}", ObjectAddress(door, carrier)),
        ("/.well-known/caldav", WellKnown(door)),
    ]


def read_basic(header: str | None) -> str:
    """Give the secret that a request carries as its password (RFC 7617)."""
    kind, _, given = (header or "").partition(" ")
    try:
        decoded = base64.b64decode(given.strip(), validate=True).decode() if kind.lower() == "basic" else ""
    except (binascii.Error, UnicodeDecodeError):
        decoded = ""
    secret = decoded.partition(":")[2]
    if not _SECRET.match(secret):
        raise open_with_a_secret()
    return secret


def _read_wanted(root: Node | None) -> Node | None:
    if root is None:
        return None
    if root.tag != tag("D:propfind") or len(root) == 0:
        raise Problem("malformed", "propfind_malformed", "Ask for properties by D:prop, D:allprop or D:propname.")
    return root[0]


async def _take(req: Any, calendar: PersonsCalendar) -> Resource:
    name = dav_reports.name_of(req.path)
    found = await calendar.find([name or "-"])
    if not found:
        raise not_found("calendar_object_not_found", "There is no such object in this calendar.")
    return found[0]


async def _give(req: Any, resp: Any, calendar: PersonsCalendar) -> None:
    found = await _take(req, calendar)
    resp.set_header("etag", f'"{found.etag}"')
    if matches(req.get_header("if-none-match"), found.etag):
        resp.status = 304
        return
    resp.content_type = OBJECT_TYPE
    resp.data = found.calendar.encode()


async def _refuse_change(_req: Any, _resp: Any, calendar: PersonsCalendar) -> None:
    await calendar.check()
    raise RefusedError("D:need-privileges")


async def _refuse_report(_req: Any, _resp: Any, calendar: PersonsCalendar) -> None:
    await calendar.check()
    raise RefusedError("D:supported-report")


def _write(resp: Any, body: bytes) -> None:
    resp.status, resp.content_type, resp.data = 207, MEDIA_TYPE, body
