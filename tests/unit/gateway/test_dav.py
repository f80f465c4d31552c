"""The pure parts of CalDAV: secrets, filters, names, and answers about many addresses."""

from __future__ import annotations

import base64
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.dav import read_basic
from gateway.dav_filters import CalendarFilter, read_filter
from gateway.dav_properties import CALENDAR, of_calendar, read_token, select, write_token
from gateway.dav_reports import name_of
from gateway.dav_xml import Multistatus, Node, RefusedError, node, tag
from services.common.errors import Problem

OBJECT = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Remand\r\nDTSTART:20270301T040000Z\r\n"
    "DTEND:20270301T050000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
NAMES = ["C:filter", "C:comp-filter", "C:prop-filter", "C:time-range", "C:text-match", "C:is-not-defined", "D:prop"]


def trees() -> st.SearchStrategy[Node]:
    """Give trees of what filters are made of, in any order, with any attributes."""
    attributes = st.dictionaries(
        st.sampled_from(["name", "start", "end", "collation", "negate-condition"]),
        st.sampled_from(["VCALENDAR", "VEVENT", "UID", "20270301T000000Z", "20270401T000000Z", "i;octet", "yes", ""]),
    )

    def make(inner: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[Node]:
        return st.builds(
            lambda name, said, parts: _with(node(name, *parts), said), st.sampled_from(NAMES), attributes, inner
        )

    return st.recursive(make(st.just([])), lambda children: make(st.lists(children, max_size=3)), max_leaves=8)


def _with(made: Node, attributes: dict[str, str]) -> Node:
    made.attrib.update(attributes)
    return made


@given(trees())
def test_any_filter_is_honoured_or_refused(tree: Node) -> None:
    """Whatever a program sends as a filter, an object passes, does not, or the filter is refused by its name."""
    said: bool | str
    try:
        said = read_filter(
            node("C:calendar-query", node("C:filter", node("C:comp-filter", tree, name="VCALENDAR")))
        ).passes(OBJECT)
    except RefusedError as refused:
        said = refused.condition
    assert said in (True, False, "C:valid-filter", "C:supported-filter", "C:supported-collation")


def filter_of(inner: str) -> CalendarFilter:
    """Read a filter about events."""
    text = (
        f'<C:q xmlns:C="urn:ietf:params:xml:ns:caldav"><C:filter><C:comp-filter name="VCALENDAR">{inner}</C:comp-filter>'
        "</C:filter></C:q>"
    )
    return read_filter(ET.fromstring(text))  # noqa: S314 - the test's own text


@pytest.mark.parametrize(
    ("inner", "passes"),
    [
        ('<C:comp-filter name="VEVENT"/>', True), ('<C:comp-filter name="VTODO"/>', False),
        ('<C:comp-filter name="VEVENT"><C:is-not-defined/></C:comp-filter>', False),
        ('<C:comp-filter name="VEVENT"><C:prop-filter name="SUMMARY"><C:text-match>REM</C:text-match></C:prop-filter></C:comp-filter>', True),
        ('<C:prop-filter name="VERSION"><C:text-match>3</C:text-match></C:prop-filter>', False),
        ('<C:comp-filter name="VEVENT"><C:time-range start="20270301T050000Z"/><C:prop-filter name="UID"/></C:comp-filter>', False),
        ('<C:comp-filter name="VEVENT"><C:time-range end="20270301T040001Z"/><C:prop-filter name="UID"/></C:comp-filter>', True),
    ],
)  # fmt: skip
def test_a_filter_looks_where_it_is_told_to(inner: str, passes: bool) -> None:  # noqa: FBT001
    """At components, properties and half-open spans (RFC 4791, 9.7 and 9.9)."""
    assert filter_of(inner).passes(OBJECT) is passes


def test_a_filter_nested_without_end_is_refused() -> None:
    """Depth is bounded before anything is followed."""
    inner = node("C:comp-filter", name="VEVENT")
    for _ in range(5000):
        inner = node("C:comp-filter", inner, name="VEVENT")
    with pytest.raises(RefusedError):
        read_filter(node("C:calendar-query", node("C:filter", node("C:comp-filter", inner, name="VCALENDAR"))))


@pytest.mark.parametrize(
    "header",
    [None, "", "Basic", "Basic !!!", "Bearer " + "a" * 43, "Basic " + base64.b64encode(b"\xff\xfe").decode(), "Basic " + base64.b64encode(b"nocolon").decode()],
)  # fmt: skip
def test_what_is_no_secret_is_refused(header: str | None) -> None:
    """Whatever stands in the header, it is a secret of a feed or 401."""
    with pytest.raises(Problem) as refused:
        read_basic(header)
    assert refused.value.kind == "unauthenticated"


def test_a_secret_is_the_password() -> None:
    """The user name may be anything, a colon cannot be part of it (RFC 7617)."""
    secret = "a-_9" * 10
    assert read_basic("basic " + base64.b64encode(f"anybody:{secret}".encode()).decode()) == secret


@pytest.mark.parametrize(
    ("href", "name"),
    [
        (f"{CALENDAR}a-1.ics", "a-1.ics"), (f"https://host:8443{CALENDAR}a.ics", "a.ics"), (f"{CALENDAR}%61.ics", "a.ics"),
        (f"{CALENDAR}../x", ""), ("/etc/passwd", ""), (f"{CALENDAR}a,b.ics", ""), (CALENDAR, ""), ("", ""), (f"{CALENDAR}é.ics", ""),
    ],
)  # fmt: skip
def test_names_are_read_from_addresses(href: str, name: str) -> None:
    """Whole addresses and paths, escaped or not; whatever else there is, it names nothing."""
    assert name_of(href) == name


def test_properties_are_found_or_missing() -> None:
    """What is asked for and there is given, what is not there is named; allprop leaves out what costs or is not WebDAV's own."""
    properties = of_calendar("abc")
    wanted = node("D:prop", node("D:displayname"), node("D:quota"))
    found, missing = select(properties, wanted)
    assert ([each.text for each in found], missing) == (["Hearings"], [tag("D:quota")])
    assert tag("D:sync-token") not in {each.tag for each in select(properties, None)[0]}
    assert len(select(properties, node("D:propname"))[0]) == len(properties)
    assert read_token(write_token("abc")) == "abc"
    assert read_token("http://elsewhere/abc") is None


def test_an_answer_about_many_tells_each_apart() -> None:
    """Found, missing and gone, each with its status (RFC 4918, 13)."""
    answer = Multistatus()
    answer.add("/a", [node("D:getetag", text='"1"')], [tag("D:quota")])
    answer.add("/b", [])
    answer.add_gone("/c")
    root = ET.fromstring(answer.finish("urn:x"))  # noqa: S314 - the test's own text
    statuses = [[each.text for each in response.iter(tag("D:status"))] for response in root.findall(tag("D:response"))]
    assert statuses == [["HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found"], ["HTTP/1.1 200 OK"], ["HTTP/1.1 404 Not Found"]]
    assert root.findtext(tag("D:sync-token")) == "urn:x"
