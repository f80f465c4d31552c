"""The properties of what calendar programs see: the root, the person, the home, the calendar and its objects.

No address says who it is: everybody's calendar lies at the same one, and the secret decides which is shown.
"""

from __future__ import annotations

from email.utils import format_datetime
from typing import Final

from gateway.dav_calendars import Resource
from gateway.dav_xml import BODY_LIMIT, Node, node, tag

ROOT: Final = "/dav/"
PRINCIPAL: Final = "/dav/principal/"
HOME: Final = "/dav/calendars/"
CALENDAR: Final = "/dav/calendars/hearings/"
REPORTS: Final = ("C:calendar-query", "C:calendar-multiget", "C:free-busy-query", "D:sync-collection")
OBJECT_TYPE: Final = "text/calendar; charset=utf-8; component=VEVENT"
_TOKEN: Final = "urn:cmms:sync:"  # noqa: S105 - the beginning of a sync-token, no secret
_IN_ALL: Final = frozenset(
    tag(f"D:{name}")
    for name in ("resourcetype", "displayname", "getetag", "getcontenttype", "getcontentlength", "getlastmodified")
)

Properties = dict[str, Node]


def write_token(token: str) -> str:
    """Give a state's token as the URI that RFC 6578 wants."""
    return _TOKEN + token


def read_token(uri: str) -> str | None:
    """Give the token of a URI; None when it is none of ours."""
    return uri.removeprefix(_TOKEN) if uri.startswith(_TOKEN) else None


def of_root() -> Properties:
    """Give the properties of the address a program begins at."""
    return _collect(_kind("D:collection"), node("D:displayname", text="Calendars"), *_everywhere())


def of_principal() -> Properties:
    """Give the properties of the person whose secret it is."""
    return _collect(
        _kind("D:collection", "D:principal"), node("D:displayname", text="Myself"), *_everywhere(),
        _link("D:principal-URL", PRINCIPAL), _link("C:calendar-home-set", HOME),
    )  # fmt: skip


def of_home() -> Properties:
    """Give the properties of the collection that holds the calendar."""
    return _collect(_kind("D:collection"), node("D:displayname", text="Calendars"), *_everywhere())


def of_calendar(token: str) -> Properties:
    """Give the properties of the calendar in the state of a token."""
    reports = [node("D:supported-report", node("D:report", node(name))) for name in REPORTS]
    data = node("C:calendar-data", **{"content-type": "text/calendar", "version": "2.0"})
    return _collect(
        _kind("D:collection", "C:calendar"), node("D:displayname", text="Hearings"), *_everywhere(),
        node("D:sync-token", text=write_token(token)), node("CS:getctag", text=token),
        node("D:supported-report-set", *reports), node("C:calendar-description", text="Hearings and leave, to be read"),
        node("C:supported-calendar-component-set", node("C:comp", name="VEVENT")),
        node("C:supported-calendar-data", data), node("C:max-resource-size", text=str(BODY_LIMIT)),
    )  # fmt: skip


def of_object(resource: Resource) -> Properties:
    """Give the properties of an object; its text is a property for reports alone."""
    properties = _collect(
        node("D:resourcetype"), node("D:getetag", text=f'"{resource.etag}"'), node("D:getcontenttype", text=OBJECT_TYPE),
        node("D:getcontentlength", text=str(resource.size)),
        node("D:getlastmodified", text=format_datetime(resource.changed_at, usegmt=True)), *_everywhere(),
    )  # fmt: skip
    if resource.calendar:
        properties |= _collect(node("C:calendar-data", text=resource.calendar))
    return properties


def select(properties: Properties, wanted: Node | None) -> tuple[list[Node], list[str]]:
    """Give the properties that a PROPFIND or report asks for, and the names of those that are missing (RFC 4918, 9.1)."""
    if wanted is None or wanted.tag == tag("D:allprop"):
        return [found for name, found in properties.items() if name in _IN_ALL], []
    if wanted.tag == tag("D:propname"):
        return [Node(name) for name in properties], []
    names = list(dict.fromkeys(child.tag for child in wanted))
    return [properties[name] for name in names if name in properties], [
        name for name in names if name not in properties
    ]


def _collect(*found: Node) -> Properties:
    return {each.tag: each for each in found}


def _kind(*names: str) -> Node:
    return node("D:resourcetype", *(node(name) for name in names))


def _link(name: str, href: str) -> Node:
    return node(name, node("D:href", text=href))


def _everywhere() -> list[Node]:
    rights = [node("D:privilege", node(name)) for name in ("D:read", "C:read-free-busy")]
    return [
        _link("D:current-user-principal", PRINCIPAL), _link("D:owner", PRINCIPAL), node("D:current-user-privilege-set", *rights),
    ]  # fmt: skip
