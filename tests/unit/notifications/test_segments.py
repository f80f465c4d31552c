"""A text that is split comes back whole at the phone, and no part is larger than a network carries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifications.rules.alphabet import decode_septets, encode_septets, fits_alphabet
from services.notifications.rules.segments import (
    GSM,
    UCS2,
    Part,
    TooLongError,
    capacity,
    choose_coding,
    count_parts,
    count_units,
    split,
)

ALPHABET = (
    "".join(chr(code) for code in range(0x20, 0x7F) if code != 0x60) + "£èéùÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤ÄÖÑÜ§¿äöñüà€[]{}^~|\\\n"
)
URDU = "استغاثہ سندھ ایف آئی آر تھانہ کلفٹن ۾ ۽ ڙ ڳ 0123/2026، "
plain = st.text(st.sampled_from(ALPHABET), max_size=900)
mixed = st.text(st.sampled_from(URDU + "abc€🙂👩‍⚖️éं"), max_size=390)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=180)


def read(parts: list[Part]) -> str:
    """Join parts as a phone does."""
    return "".join(part.text for part in parts)


@given(st.one_of(plain, mixed, anything), st.integers(0, 65_535), st.booleans())
def test_parts_give_the_text_back(text: str, reference: int, wide: bool) -> None:  # noqa: FBT001
    """Whatever the text, its parts joined in order are the text."""
    parts = split(text, reference, wide=wide, most=255)

    assert read(parts) == text
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert {part.total for part in parts} == {len(parts)}


@given(st.one_of(plain, mixed, anything), st.booleans())
def test_no_part_exceeds_140_octets(text: str, wide: bool) -> None:  # noqa: FBT001
    """Header and content fit into the 140 octets of a short message: septets are packed, eight in seven octets."""
    for part in split(text, 7, wide=wide, most=255):
        bits = len(part.content) * (7 if part.coding == GSM else 8)
        header_bits = -(-len(part.header) * 8 // 7) * 7 if part.coding == GSM else len(part.header) * 8

        assert header_bits + bits <= 1120


@given(st.one_of(plain, mixed))
def test_parts_are_never_cut_inside_a_character(text: str) -> None:
    """No part ends in an escape or a high surrogate, and none begins with a low surrogate: each reads by itself."""
    for part in split(text, 7, most=255):
        if part.coding == GSM:
            assert not part.content.endswith(b"\x1b")
        else:
            units = [int.from_bytes(part.content[at : at + 2], "big") for at in range(0, len(part.content), 2)]
            assert not units or not 0xD800 <= units[-1] < 0xDC00
            assert not units or not 0xDC00 <= units[0] < 0xE000


@given(plain)
def test_alphabet_round_trip(text: str) -> None:
    """What the alphabet holds is read back as it was written."""
    assert fits_alphabet(text)
    assert decode_septets(encode_septets(text)) == text


@pytest.mark.parametrize(
    ("text", "coding", "parts"),
    [
        ("a" * 160, GSM, 1),
        ("a" * 161, GSM, 2),
        ("a" * 306, GSM, 2),
        ("a" * 307, GSM, 3),
        ("€" * 80, GSM, 1),
        ("a" * 152 + "€" + "a" * 10, GSM, 2),
        ("ک" * 70, UCS2, 1),
        ("ک" * 71, UCS2, 2),
        ("ک" * 134, UCS2, 2),
        ("ک" * 135, UCS2, 3),
        ("🙂" * 35, UCS2, 1),
        ("ک" * 66 + "🙂" + "ک" * 10, UCS2, 2),
        ("", GSM, 1),
    ],
)
def test_known_lengths(text: str, coding: str, parts: int) -> None:
    """160 and 153 septets, 70 and 67 units; a character that does not fit goes to the next part whole."""
    assert choose_coding(text) == coding
    assert count_parts(text) == parts


def test_capacities() -> None:
    """The known numbers: alone, with an 8-bit reference, with a 16-bit reference."""
    assert [capacity(GSM), capacity(GSM, header=6), capacity(GSM, header=7)] == [160, 153, 152]
    assert [capacity(UCS2), capacity(UCS2, header=6), capacity(UCS2, header=7)] == [70, 67, 66]


def test_headers() -> None:
    """The user data header carries the reference in 8 or 16 bits, the number of parts and the part's own."""
    short, wide = split("a" * 200, 0x1234)[1], split("a" * 200, 0x1234, wide=True)[1]

    assert short.header == bytes([5, 0, 3, 0x34, 2, 2])
    assert wide.header == bytes([6, 8, 4, 0x12, 0x34, 2, 2])


def test_too_long_is_refused() -> None:
    """More parts than a message may have are refused, not cut."""
    with pytest.raises(TooLongError):
        split("ک" * (67 * 6 + 1), 1)


def test_combining_marks_stay_with_their_letter() -> None:
    """A mark is not torn from its letter at a part's end; a heap of marks longer than a part is cut between marks."""
    torn = split("ک" * 66 + "بً" + "ک" * 10, 1)
    heap = "a" + "\u0300" * 100

    assert torn[1].text.startswith("بً")
    assert read(split(heap, 1)) == heap


def test_what_is_not_gsm_is_refused() -> None:
    """A character outside the alphabet cannot be encoded, an unknown code not decoded."""
    with pytest.raises(ValueError, match="not in the GSM alphabet"):
        encode_septets("ک")
    with pytest.raises(ValueError, match="not a GSM code"):
        decode_septets(b"\x1b\x01")
    assert count_units("€", GSM) == 2
