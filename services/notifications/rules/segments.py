"""How a text becomes short messages (3GPP TS 23.040, 9.2.3.24.1): GSM 7-bit or UCS-2, alone or concatenated.

A part is cut only between what a reader sees as one character: an extension character's escape stays with its code, a
surrogate pair stays whole, and combining marks stay with their letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.notifications.rules.alphabet import decode_septets, encode_septets, fits_alphabet

GSM: Final = "gsm"
UCS2: Final = "ucs2"
MOST_PARTS: Final = 6
_OCTETS: Final = 140
_JOINER: Final = "\u200d"
_SHORT_HEADER: Final = 6
_LONG_HEADER: Final = 7


class TooLongError(ValueError):
    """A text that would take more parts than a message may have."""


@dataclass(frozen=True, slots=True)
class Part:
    """One short message: its octets as SMPP carries them, with the user data header when it is one of several."""

    number: int
    total: int
    coding: str
    header: bytes
    content: bytes

    @property
    def text(self) -> str:
        """Give the part's text."""
        return decode_septets(self.content) if self.coding == GSM else self.content.decode("utf-16-be")


def choose_coding(text: str) -> str:
    """Give the cheaper coding that holds every character."""
    return GSM if fits_alphabet(text) else UCS2


def count_units(text: str, coding: str) -> int:
    """Give the length in septets (GSM) or in 16-bit units (UCS-2)."""
    return len(encode_septets(text)) if coding == GSM else len(text.encode("utf-16-be")) // 2


def capacity(coding: str, *, header: int = 0) -> int:
    """Give how many units fit into one part beside a header of so many octets: 160/153/152 or 70/67/66."""
    return (_OCTETS - header) * 8 // 7 if coding == GSM else (_OCTETS - header) // 2


def split(text: str, reference: int, *, wide: bool = False, most: int = MOST_PARTS) -> list[Part]:
    """Split a text into parts; `reference` joins them at the phone (8 bits, or 16 when `wide`)."""
    coding = choose_coding(text)
    if count_units(text, coding) <= capacity(coding):
        return [Part(1, 1, coding, b"", _encode(text, coding))]
    pieces = _fill(text, coding, capacity(coding, header=_LONG_HEADER if wide else _SHORT_HEADER))
    if len(pieces) > most:
        raise TooLongError(f"the text takes {len(pieces)} parts, at most {most} are sent")
    total = len(pieces)
    return [
        Part(number, total, coding, _write_header(reference, total, number, wide=wide), _encode(piece, coding))
        for number, piece in enumerate(pieces, 1)
    ]


def count_parts(text: str) -> int:
    """Give how many parts a text takes; raise TooLongError when there are too many."""
    return len(split(text, 0))


def _encode(text: str, coding: str) -> bytes:
    return encode_septets(text) if coding == GSM else text.encode("utf-16-be")


def _write_header(reference: int, total: int, number: int, *, wide: bool) -> bytes:
    if wide:
        return bytes([6, 8, 4, reference >> 8 & 0xFF, reference & 0xFF, total, number])
    return bytes([5, 0, 3, reference & 0xFF, total, number])


def _fill(text: str, coding: str, room: int) -> list[str]:
    pieces: list[str] = []
    piece, used = "", 0
    for cluster in _clusters(text, coding, room):
        units = count_units(cluster, coding)
        if used + units > room:
            pieces.append(piece)
            piece, used = "", 0
        piece += cluster
        used += units
    return [*pieces, piece]


def _clusters(text: str, coding: str, room: int) -> Iterator[str]:
    """Give what a reader sees as single characters; one that is too long for a part is given code point by code point."""
    cluster = ""
    for character in text:
        joins = cluster and (
            unicodedata.category(character)[0] == "M" or character == _JOINER or cluster[-1] == _JOINER
        )
        if joins:
            cluster += character
            continue
        yield from _bounded(cluster, coding, room)
        cluster = character
    yield from _bounded(cluster, coding, room)


def _bounded(cluster: str, coding: str, room: int) -> Iterator[str]:
    if cluster and count_units(cluster, coding) <= room:
        yield cluster
    else:
        yield from cluster
