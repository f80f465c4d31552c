"""XML as calendar programs speak it (RFC 4918, 4791, 6578): read with suspicion, written as multi-status.

A body is bounded, and holds no document type: so neither entities that grow nor such that fetch (XXE) can come in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from xml.etree import ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from services.common.errors import Problem

BODY_LIMIT: Final = 500_000
MEDIA_TYPE: Final = "application/xml; charset=utf-8"
_XML_TYPES: Final = ("", "text/xml", "application/xml")
_NAMESPACES: Final = {
    "D": "DAV:", "C": "urn:ietf:params:xml:ns:caldav", "CS": "http://calendarserver.org/ns/"
}  # fmt: skip
for _prefix, _uri in _NAMESPACES.items():
    ET.register_namespace(_prefix, _uri)

Node = ET.Element


def tag(name: str) -> str:
    """Give the tag of `D:prop`, `C:calendar` or `CS:getctag`."""
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def node(name: str, /, *children: Node, text: str | None = None, **attributes: str) -> Node:
    """Make an element."""
    made = ET.Element(tag(name), attributes)
    made.text = text
    made.extend(children)
    return made


class RefusedError(Exception):
    """What WebDAV refuses by a precondition (RFC 4918, 16), such as `D:valid-sync-token`."""

    def __init__(self, condition: str, status: int = 403) -> None:
        """Take the condition's name and the status."""
        super().__init__(condition)
        self.condition = condition
        self.status = status


async def read_xml(req: Any) -> Node | None:
    """Read the body; None when there is none."""
    if (req.content_length or 0) > BODY_LIMIT:
        raise _too_large()
    raw: bytes = await req.stream.read(BODY_LIMIT + 1)
    if len(raw) > BODY_LIMIT:
        raise _too_large()
    if not raw.strip():
        return None
    if (req.content_type or "").partition(";")[0].strip().lower() not in _XML_TYPES:
        raise Problem("unsupported", "content_type_unsupported", "Send XML, with Content-Type: application/xml.")
    try:
        root: Node = fromstring(raw, forbid_dtd=True)
    except (ET.ParseError, DefusedXmlException, ValueError, LookupError):
        raise Problem("malformed", "xml_malformed", "The body is not XML that can be read.") from None
    return root


class Multistatus:
    """An answer about several addresses."""

    def __init__(self) -> None:
        """Begin without any."""
        self._root = node("D:multistatus")

    def add(self, href: str, found: Iterable[Node], missing: Iterable[str] = ()) -> None:
        """Say which of the properties asked for an address has, and which it has not."""
        response = node("D:response", node("D:href", text=href))
        for status, properties in (
            ("200 OK", list(found)),
            ("404 Not Found", [ET.Element(name) for name in missing]),
        ):
            if properties:
                said = node("D:status", text=f"HTTP/1.1 {status}")
                response.append(node("D:propstat", node("D:prop", *properties), said))
        if len(response) == 1:
            response.append(node("D:propstat", node("D:prop"), node("D:status", text="HTTP/1.1 200 OK")))
        self._root.append(response)

    def add_gone(self, href: str) -> None:
        """Say that there is nothing at an address."""
        self._root.append(
            node("D:response", node("D:href", text=href), node("D:status", text="HTTP/1.1 404 Not Found"))
        )

    def finish(self, sync_token: str | None = None) -> bytes:
        """Give the document."""
        if sync_token is not None:
            self._root.append(node("D:sync-token", text=sync_token))
        return write_xml(self._root)


def write_xml(root: Node) -> bytes:
    """Give an element as a document."""
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _too_large() -> Problem:
    return Problem(
        "too_large", "body_too_large", f"This is larger than the {BODY_LIMIT // 1000} kB that can be sent here."
    )
