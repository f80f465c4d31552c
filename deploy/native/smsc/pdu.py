"""The centre's side of SMPP 3.4. Written apart from the client's code on purpose: a shared mistake would prove itself right."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER = 0x01, 0x02, 0x09
QUERY_SM, SUBMIT_SM, DELIVER_SM, UNBIND, ENQUIRE_LINK = 0x03, 0x04, 0x05, 0x06, 0x15
GENERIC_NACK = 0x80000000
ANSWER = 0x80000000
MESSAGE_REFERENCE, RECEIPTED_ID, STATE, PAYLOAD, CLIENT_REFERENCE = 0x0204, 0x001E, 0x0427, 0x0424, 0x1401

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ?ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = {10: "\f", 20: "^", 40: "{", 41: "}", 47: "\\", 60: "[", 61: "~", 62: "]", 64: "|", 101: "€"}


@dataclass(frozen=True)
class Submission:
    """A submitted part, as the centre understands it."""

    source: str
    destination: str
    coding: int
    header: bytes
    content: bytes
    wants_receipt: bool
    reference: bytes | None
    client_reference: str | None

    @property
    def text(self) -> str:
        """Give the part's text."""
        if self.coding == 8:
            return self.content.decode("utf-16-be", "replace")
        if self.coding == 0:
            return read_gsm(self.content)
        return self.content.decode("latin-1")

    @property
    def joining(self) -> tuple[int, int, int] | None:
        """Give what joins parts: the reference, how many there are, which this is."""
        place = 1
        while place + 1 < len(self.header):
            kind, length = self.header[place], self.header[place + 1]
            value = self.header[place + 2 : place + 2 + length]
            if (kind, length) == (0, 3):
                return value[0], value[1], value[2]
            if (kind, length) == (8, 4):
                return value[0] << 8 | value[1], value[2], value[3]
            place += 2 + length
        return None


def read_gsm(octets: bytes) -> str:
    """Read GSM 7-bit characters, one an octet."""
    text, escaped = "", False
    for octet in octets:
        if escaped:
            text += _EXTENDED.get(octet, " ")
            escaped = False
        elif octet == 27:
            escaped = True
        else:
            text += _BASIC[octet & 0x7F]
    return text


class Reader:
    """Reads the fields of a unit's body one after the other."""

    def __init__(self, body: bytes) -> None:
        """Take the body."""
        self._body = body
        self._place = 0

    def text(self) -> str:
        """Read text up to its zero octet."""
        end = self._body.index(0, self._place)
        value = self._body[self._place : end].decode("latin-1")
        self._place = end + 1
        return value

    def octet(self) -> int:
        """Read one octet."""
        self._place += 1
        return self._body[self._place - 1]

    def octets(self) -> bytes:
        """Read octets that their number precedes."""
        length = self.octet()
        self._place += length
        return self._body[self._place - length : self._place]

    def options(self) -> dict[int, bytes]:
        """Read the optional parameters that are left."""
        found = {}
        while self._place + 4 <= len(self._body):
            tag, length = struct.unpack(">HH", self._body[self._place : self._place + 4])
            found[tag] = self._body[self._place + 4 : self._place + 4 + length]
            self._place += 4 + length
        return found


def read_submission(body: bytes) -> Submission:
    """Read a submit_sm; raise ValueError or IndexError when it is none."""
    reader = Reader(body)
    reader.text()
    reader.octet()
    reader.octet()
    source = reader.text()
    reader.octet()
    reader.octet()
    destination = reader.text()
    esm_class = reader.octet()
    reader.octet()
    reader.octet()
    reader.text()
    reader.text()
    wants_receipt = reader.octet() & 3 == 1
    reader.octet()
    coding = reader.octet()
    reader.octet()
    content = reader.octets()
    options = reader.options()
    content = options.get(PAYLOAD, content)
    cut = 1 + content[0] if esm_class & 0x40 and content else 0
    client_reference = options.get(CLIENT_REFERENCE)
    return Submission(
        source, destination, coding, content[:cut], content[cut:], wants_receipt, options.get(MESSAGE_REFERENCE),
        client_reference.decode("latin-1") if client_reference else None,
    )  # fmt: skip


@dataclass(frozen=True)
class Receipt:
    """What the centre reports about a part."""

    part_id: str
    source: str
    destination: str
    state: int
    word: str
    error: str
    at: str
    reference: str | None = None
    options: dict[int, bytes] = field(default_factory=dict)


def write_unit(command: int, status: int, sequence: int, body: bytes = b"") -> bytes:
    """Write a unit."""
    return struct.pack(">IIII", 16 + len(body), command, status, sequence) + body


def write_text(text: str) -> bytes:
    """Write text with its zero octet."""
    return text.encode("latin-1") + b"\x00"


def write_option(tag: int, value: bytes) -> bytes:
    """Write an optional parameter."""
    return struct.pack(">HH", tag, len(value)) + value


def write_receipt(receipt: Receipt, sequence: int) -> bytes:
    """Write a deliver_sm that carries a receipt: from the handset's number back to the sender."""
    delivered = 1 if receipt.word == "DELIVRD" else 0
    text = (
        f"id:{receipt.part_id} sub:001 dlvrd:{delivered:03d} submit date:{receipt.at} done date:{receipt.at} "
        f"stat:{receipt.word} err:{receipt.error} text:"
    ).encode("latin-1")
    body = write_text("") + bytes([1, 1]) + write_text(receipt.destination) + bytes([5, 0]) + write_text(receipt.source)
    body += bytes([4, 0, 0]) + write_text("") + write_text("") + bytes([0, 0, 0, 0, len(text)]) + text
    body += write_option(RECEIPTED_ID, write_text(receipt.part_id)) + write_option(STATE, bytes([receipt.state]))
    if receipt.reference is not None:
        body += write_option(MESSAGE_REFERENCE, bytes.fromhex(receipt.reference))
    return write_unit(DELIVER_SM, 0, sequence, body)
