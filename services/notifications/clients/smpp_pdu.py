"""SMPP 3.4 protocol data units as bytes and back: the few that a sender of short messages needs.

A unit is a header of four 32-bit numbers, mandatory fields in a fixed order, and optional parameters (tag, length, value).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

BIND_TRANSCEIVER: Final = 0x00000009
SUBMIT_SM: Final = 0x00000004
DELIVER_SM: Final = 0x00000005
QUERY_SM: Final = 0x00000003
UNBIND: Final = 0x00000006
ENQUIRE_LINK: Final = 0x00000015
GENERIC_NACK: Final = 0x80000000
RESPONSE: Final = 0x80000000

USER_MESSAGE_REFERENCE: Final = 0x0204
RECEIPTED_MESSAGE_ID: Final = 0x001E
MESSAGE_STATE: Final = 0x0427
CLIENT_REFERENCE: Final = 0x1401
"""In the range that SMPP leaves to centres (0x1400 to 0x3FFF): our own id of a part; a centre that does not know it ignores it."""

HEADER: Final = struct.Struct(">IIII")
LARGEST: Final = 65_536

_TEXT, _OCTET, _OCTETS = "text", "octet", "octets"
_MESSAGE: Final = (
    ("service_type", _TEXT), ("source_addr_ton", _OCTET), ("source_addr_npi", _OCTET), ("source_addr", _TEXT),
    ("dest_addr_ton", _OCTET), ("dest_addr_npi", _OCTET), ("destination_addr", _TEXT), ("esm_class", _OCTET),
    ("protocol_id", _OCTET), ("priority_flag", _OCTET), ("schedule_delivery_time", _TEXT), ("validity_period", _TEXT),
    ("registered_delivery", _OCTET), ("replace_if_present_flag", _OCTET), ("data_coding", _OCTET),
    ("sm_default_msg_id", _OCTET), ("short_message", _OCTETS),
)  # fmt: skip
_LAYOUTS: Final[dict[int, tuple[tuple[str, str], ...]]] = {
    BIND_TRANSCEIVER: (
        ("system_id", _TEXT), ("password", _TEXT), ("system_type", _TEXT), ("interface_version", _OCTET),
        ("addr_ton", _OCTET), ("addr_npi", _OCTET), ("address_range", _TEXT),
    ),
    BIND_TRANSCEIVER | RESPONSE: (("system_id", _TEXT),),
    SUBMIT_SM: _MESSAGE,
    SUBMIT_SM | RESPONSE: (("message_id", _TEXT),),
    DELIVER_SM: _MESSAGE,
    DELIVER_SM | RESPONSE: (("message_id", _TEXT),),
    QUERY_SM: (("message_id", _TEXT), ("source_addr_ton", _OCTET), ("source_addr_npi", _OCTET), ("source_addr", _TEXT)),
    QUERY_SM | RESPONSE: (
        ("message_id", _TEXT), ("final_date", _TEXT), ("message_state", _OCTET), ("error_code", _OCTET),
    ),
}  # fmt: skip


class NotAPduError(ValueError):
    """Bytes that are no protocol data unit; the connection they came by cannot be trusted any more."""


@dataclass(frozen=True, slots=True)
class Pdu:
    """One protocol data unit. Fields that are left out are sent empty or zero."""

    command: int
    sequence: int
    status: int = 0
    fields: dict[str, str | int | bytes] = field(default_factory=dict)
    options: dict[int, bytes] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a text field; empty when the unit came without it."""
        return str(self.fields.get(name, ""))

    def number(self, name: str) -> int:
        """Give a number field; zero when the unit came without it."""
        value = self.fields.get(name, 0)
        return value if isinstance(value, int) else 0

    def octets(self, name: str) -> bytes:
        """Give a field of octets; empty when the unit came without it."""
        value = self.fields.get(name, b"")
        return value if isinstance(value, bytes) else b""

    def option_text(self, tag: int) -> str | None:
        """Give an optional parameter that holds a text, or None."""
        value = self.options.get(tag)
        return None if value is None else value.rstrip(b"\x00").decode("latin-1")

    def option_number(self, tag: int) -> int | None:
        """Give an optional parameter that holds a number, or None."""
        value = self.options.get(tag)
        return int.from_bytes(value, "big") if value else None


def encode(pdu: Pdu) -> bytes:
    """Write a unit; raise ValueError when a value does not fit its field."""
    body = b"".join(_write(kind, pdu.fields.get(name)) for name, kind in _LAYOUTS.get(pdu.command, ()))
    body += b"".join(struct.pack(">HH", tag, len(value)) + value for tag, value in pdu.options.items())
    return HEADER.pack(HEADER.size + len(body), pdu.command, pdu.status, pdu.sequence) + body


def decode(octets: bytes) -> Pdu:
    """Read one whole unit; raise NotAPduError when it is none. A refusal may come without its fields."""
    if len(octets) < HEADER.size:
        raise NotAPduError("shorter than a header")
    length, command, status, sequence = HEADER.unpack_from(octets)
    if length != len(octets):
        raise NotAPduError("the length is wrong")
    fields: dict[str, str | int | bytes] = {}
    place = HEADER.size
    if place < length:
        for name, kind in _LAYOUTS.get(command, ()):
            fields[name], place = _read(kind, octets, place)
    options = _read_options(octets, place) if command in _LAYOUTS else {}
    return Pdu(command, sequence, status, fields, options)


def read_length(header: bytes) -> int:
    """Give the whole length that a unit's first four octets announce; raise NotAPduError when it cannot be one."""
    length = int.from_bytes(header[:4], "big")
    if not HEADER.size <= length <= LARGEST:
        raise NotAPduError(f"a unit of {length} octets")
    return length


def _write(kind: str, value: str | bytes | int | None) -> bytes:
    if kind == _OCTET:
        return bytes([int(value or 0)])
    if kind == _OCTETS:
        content = value if isinstance(value, bytes) else b""
        if len(content) > 254:
            raise ValueError("a short message holds 254 octets")
        return bytes([len(content)]) + content
    text = str(value or "").encode("latin-1")
    if b"\x00" in text:
        raise ValueError("a text field cannot hold a zero octet")
    return text + b"\x00"


def _read(kind: str, octets: bytes, place: int) -> tuple[str | int | bytes, int]:
    if kind == _TEXT:
        end = octets.find(b"\x00", place)
        if end < 0:
            raise NotAPduError("a text field without its end")
        return octets[place:end].decode("latin-1"), end + 1
    if place >= len(octets):
        raise NotAPduError("a field is missing")
    if kind == _OCTET:
        return octets[place], place + 1
    end = place + 1 + octets[place]
    if end > len(octets):
        raise NotAPduError("a short message that is cut off")
    return octets[place + 1 : end], end


def _read_options(octets: bytes, place: int) -> dict[int, bytes]:
    options: dict[int, bytes] = {}
    while place < len(octets):
        if place + 4 > len(octets):
            raise NotAPduError("an optional parameter that is cut off")
        tag, length = struct.unpack_from(">HH", octets, place)
        if place + 4 + length > len(octets):
            raise NotAPduError("an optional parameter that is cut off")
        options[tag] = octets[place + 4 : place + 4 + length]
        place += 4 + length
    return options
