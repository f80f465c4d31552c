"""What makes two FIRs the same one: police station, number and year, however a clerk wrote them.

Numbers restart every year at every police station, and station names (City, A-Section, Airport) recur in several
districts; so the district belongs to the identity.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NUMBER: Final = re.compile(r"^0*(?P<digits>[1-9][0-9]{0,5})(?:\s*-?\s*(?P<suffix>[A-Z]))?$")
_PREFIX: Final = re.compile(r"^(?:police\s+station|p\.?\s?s\.?)(?=[\s:.-]|$)[\s:.-]*", re.IGNORECASE)
_NOT_A_WORD: Final = re.compile(r"[^\w]+")
# Letters that Arabic, Urdu and Sindhi keyboards write differently in the same word.
_ONE_LETTER: Final = str.maketrans({"ي": "ی", "ى": "ی", "ئ": "ی", "ك": "ک", "ڪ": "ک", "ه": "ہ", "ھ": "ہ", "ة": "ہ"})
_UNSEEN: Final = ("Mn", "Cf")
# A number, the letters by which sections were inserted (A, EE, EEEE), clauses in brackets: 265-K, 11-EEE, 337-A(i), 9(1)3(c). Two
# sections written as one (302-34) and an act's name behind a number (302 PPC) are none: no period and no court would be found for them.
_ORDINARY_SECTION: Final = re.compile(
    r"^(?=.{1,20}$)[0-9]{1,3}(?:-?(?:[A-Z]{1,2}|([A-Z])\1{2,4})(?![A-Z]))?(?:-[IVX]{1,4})?(?:\([A-Z0-9]{1,5}\)[0-9]{0,2})*$"
)


def fold_digits(text: str) -> str:
    """Write Urdu, Sindhi and Arabic digits as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(character)) if character.isdigit() else character for character in text)


def normalise_fir_number(text: str) -> str | None:
    """Give a FIR's number as it is kept (`435`, `420-A`), or None when it is none."""
    match = _NUMBER.match(fold_digits(text).strip().upper())
    if match is None:
        return None
    suffix = match["suffix"]
    return f"{match['digits']}-{suffix}" if suffix else match["digits"]


def normalise_police_station(text: str) -> str:
    """Give a police station's name without `PS` before it and without doubled spaces."""
    return " ".join(_PREFIX.sub("", text.strip()).split())


def police_station_key(name: str) -> str:
    """Give what is compared: `A-Section` and `a section` are one station, whatever keyboard wrote them."""
    parts = unicodedata.normalize("NFKD", normalise_police_station(name))
    letters = "".join(letter for letter in parts if unicodedata.category(letter) not in _UNSEEN)
    return _NOT_A_WORD.sub(" ", fold_digits(letters.translate(_ONE_LETTER)).casefold()).strip()


def normalise_section(text: str) -> str | None:
    """Give a section of law as it is kept (`302`, `23(1)(A)`, `265-K`), or None when it is none."""
    section = "".join(fold_digits(text).upper().split())
    return section if _ORDINARY_SECTION.match(section) else None
