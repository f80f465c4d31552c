"""Folding: one spelling for what people type in many, applied alike to what is searched and to what is searched for.

Arabic, Urdu and Sindhi keyboards write the same letter by different characters (ي ی ى, ك ک, ه ہ ھ), add diacritics or not,
and have digits of their own. Folding is done character by character, so a place in the folded text leads back to the
place in the original: `find_origin`. Sindhi ڪ stays apart from ک: there they are two letters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_VARIANTS: Final = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ێ": "ی",
    "ك": "ک",
    "ه": "ہ", "ھ": "ہ", "ة": "ہ", "ۃ": "ہ", "ە": "ہ",
    "ٱ": "ا",
    "ـ": "", "ء": "",
}  # fmt: skip
_WITHOUT_TRACE: Final = ("Mn", "Me", "Cf", "Cs")
_JOINTS: Final = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]{1,3}\.){2,}[^\W\d_]{0,3}|\b[^\W\d_]{1,3}\.[^\W\d_]{1,3}\b")


class _Folded(dict[int, str]):
    """The table of `str.translate`, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _VARIANTS:
        return _VARIANTS[character]
    category = unicodedata.category(character)
    if category in _WITHOUT_TRACE:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKD", character.casefold())
    if plain != character:
        return "".join(_fold_character(part) for part in plain)
    return character if category[0] in "LN" or category == "Mc" else " "


_TABLE: Final = _Folded()
_STRIDE: Final = 64


def fold(text: str) -> str:
    """Fold a text: letters to one spelling, digits to ASCII, everything that is neither to spaces."""
    return text.translate(_TABLE)


def find_origin(text: str, place: int) -> int:
    """Give the place in the original of the character that became the one at `place` of the folded text."""
    start = 0
    while start < len(text):
        width = len(fold(text[start : start + _STRIDE]))
        if width > place:
            break
        place -= width
        start += _STRIDE
    low, high = start, min(start + _STRIDE, len(text))
    while low < high:
        middle = (low + high) // 2
        if len(fold(text[start : middle + 1])) > place:
            high = middle
        else:
            low = middle + 1
    return min(low, len(text))


def make_index_text(text: str) -> str:
    """Fold a text and part digits from letters, so that `489-F`, `489 F` and `489f` are the same two words."""
    return " ".join(_JOINTS.sub(" ", fold(text)).split())


def fold_number(number: str) -> str:
    """Fold the number of a section: `489-F` to `489f`, `3.2.` to `3.2`."""
    kept = "".join(character if character == "." else fold(character) for character in number)
    return kept.replace(" ", "").strip(".")


def fold_name(name: str) -> str:
    """Fold a title, citation or abbreviation, dotted initials joined: `Cr.P.C.` to `crpc`, `P L D 2021` as it is."""
    joined = _DOTTED.sub(lambda match: match[0].replace(".", ""), name)
    return " ".join(fold(joined).split())
