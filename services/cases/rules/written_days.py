"""Days as papers write them, in each language, and facts that keep their direction within a line of another one."""

from __future__ import annotations

import datetime as dt
from typing import Final

from services.cases.rules.explaining import SINDHI, URDU

DIRECTIONS: Final = {"en": "ltr", "ur": "rtl", "sd": "rtl"}
_MONTHS: Final = {"ur": URDU.months, "sd": SINDHI.months}
_OPEN, _CLOSE = "\u2068", "\u2069"
_ISOLATES: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"))


def write_day(day: dt.date, lang: str = "en") -> str:
    """Write a day: 12 March 2026, or in Urdu 12 مارچ 2026."""
    months = _MONTHS.get(lang)
    return f"{day.day} {months[day.month - 1] if months else f'{day:%B}'} {day.year}"


def isolate(fact: object, lang: str) -> str:
    """Give a fact so that it keeps its own direction, and no mark of direction of its own runs on beyond it."""
    text = str(fact).translate(_ISOLATES)
    return text if DIRECTIONS[lang] == "ltr" or not text else f"{_OPEN}{text}{_CLOSE}"


def mark_up(escaped: str) -> str:
    """Write isolated facts as a page does; the text is escaped already."""
    return escaped.replace(_OPEN, "<bdi>").replace(_CLOSE, "</bdi>")
