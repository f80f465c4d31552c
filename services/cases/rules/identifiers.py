"""How people are told apart: CNIC and telephone as they are kept, whatever way a clerk wrote them, and initials.

A CNIC has 13 digits and no check digit: the first names the province, the last is odd for men and even for women. Cards of
foreigners and of transgender holders differ, so both are grounds for a warning and never for a refusal.
"""

from __future__ import annotations

import re
from typing import Final

from services.cases.rules.identity import fold_digits

_SEPARATORS: Final = re.compile(r"[\s\-.()\u2010-\u2015]+")
_CNIC: Final = re.compile(r"^[0-9]{13}$")
_MOBILE: Final = re.compile(r"^(?:\+92|0092|92|0)(?P<rest>3[0-9]{9})$")
_LANDLINE: Final = re.compile(r"^(?:\+92|0092|0)(?P<rest>[24-9][0-9]{7,9})$")
_ABROAD: Final = re.compile(r"^(?:\+|00)(?P<rest>[1-9][0-9]{7,14})$")
_PROVINCES: Final = "1234567"
_WORD: Final = re.compile(r"[^\W\d_]+")
_PAKISTAN: Final = "92"


def normalise_cnic(text: str) -> str | None:
    """Give a CNIC's 13 digits (`42101-1234567-1` and ۴۲۱۰۱۱۲۳۴۵۶۷۱ are one), or None when it is none."""
    digits = _SEPARATORS.sub("", fold_digits(text))
    return digits if _CNIC.match(digits) else None


def normalise_phone(text: str) -> str | None:
    """Give a telephone number as E.164 (`0300-1234567` is +923001234567), or None when it is none."""
    digits = _SEPARATORS.sub("", fold_digits(text))
    for pattern in (_MOBILE, _LANDLINE):
        if match := pattern.match(digits):
            return f"+{_PAKISTAN}{match['rest']}"
    match = _ABROAD.match(digits)
    return f"+{match['rest']}" if match and not match["rest"].startswith(_PAKISTAN) else None


def check_cnic(cnic: str | None, gender: str) -> list[str]:
    """Give what is unusual about a CNIC: each a reason to look again, none to refuse it."""
    if cnic is None:
        return []
    usual = {"male": 1, "female": 0}.get(gender)
    warnings = [] if cnic[0] in _PROVINCES else ["cnic_province_unknown"]
    return warnings if usual is None or int(cnic[-1]) % 2 == usual else [*warnings, "cnic_gender_disagrees"]


def initials_of(name: str) -> str:
    """Give a name's initials (`Gul Bano` is G.B.), in its own letters; four at most."""
    return "".join(f"{word[0].upper()}." for word in _WORD.findall(name)[:4])
