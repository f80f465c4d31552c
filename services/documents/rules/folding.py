"""Folding of text for search: what a reader takes for the same word becomes the same letters.

Typists write Urdu and Sindhi on Arabic, Urdu and phonetic keyboards, so one word comes in several spellings of
Unicode. Folded text holds letters, ASCII digits and single spaces alone: ي ى → ی, ك → ک, ه ھ ة ۃ → ہ; any digit → 0-9;
diacritics, tatweel, ZWNJ and direction marks vanish; Latin letters lose case and accents; punctuation parts words.
Sindhi's ڪ stays apart from ک: it is another letter there.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_SAME: Final = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی",
    "ك": "ک",
    "ه": "ہ", "ھ": "ہ", "ة": "ہ", "ۃ": "ہ", "ە": "ہ",
    "ٱ": "ا",
}  # fmt: skip
_TATWEEL: Final = "ـ"
_VANISH: Final = ("Mn", "Me", "Cf")


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Give what one character becomes: letters and digits, a space for what parts words, or nothing."""
    spread = unicodedata.normalize("NFKD", character).casefold()
    return "".join(_fold_simple(simple) for simple in unicodedata.normalize("NFKD", spread))


def _fold_simple(simple: str) -> str:
    category = unicodedata.category(simple)
    if category in _VANISH or simple == _TATWEEL:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(simple))
    if category[0] in "LN" or category == "Mc":
        return _SAME.get(simple, simple)
    return " "


def fold(text: str) -> str:
    """Fold text: words of letters and ASCII digits with single spaces between them."""
    return " ".join("".join(map(fold_character, text)).split())


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Fold text without joining its spaces; say for every folded character which one of `text` it came from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for simple in fold_character(character):
            folded.append(simple)
            places.append(place)
    return "".join(folded), places
