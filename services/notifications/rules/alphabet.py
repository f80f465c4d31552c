"""The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038), one octet a septet as SMPP carries it."""

from __future__ import annotations

from typing import Final

ESCAPE: Final = 0x1B
_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final = {
    "\f": 0x0A, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2F, "[": 0x3C, "~": 0x3D, "]": 0x3E, "|": 0x40, "€": 0x65,
}  # fmt: skip
_CODES: Final[dict[str, bytes]] = {
    **{character: bytes([code]) for code, character in enumerate(_BASIC) if code != ESCAPE},
    **{character: bytes([ESCAPE, code]) for character, code in _EXTENSION.items()},
}
_CHARACTERS: Final = {codes: character for character, codes in _CODES.items()}


def fits_alphabet(text: str) -> bool:
    """Tell whether every character of the text is in the alphabet or its extension."""
    return all(character in _CODES for character in text)


def encode_septets(text: str) -> bytes:
    """Encode text, one octet a septet; raise ValueError for a character outside the alphabet."""
    try:
        return b"".join(_CODES[character] for character in text)
    except KeyError as error:
        raise ValueError(f"not in the GSM alphabet: {error.args[0]!r}") from None


def decode_septets(octets: bytes) -> str:
    """Decode octets that hold one septet each; raise ValueError for an unknown code."""
    text: list[str] = []
    place = 0
    while place < len(octets):
        width = 2 if octets[place] == ESCAPE else 1
        character = _CHARACTERS.get(octets[place : place + width])
        if character is None:
            raise ValueError(f"not a GSM code: {octets[place : place + width].hex()}")
        text.append(character)
        place += width
    return "".join(text)
