"""Days and times of day as cause lists print them: `31.07.2026`, `31st July, 2026`, `July 31, 2026`, ۳۱ جولائی ۲۰۲۶, `9:30 a.m.`.

Days are written day first in Sindh. A spreadsheet program set up for another country turns them round, and `03/04/2026` then
says nothing by itself: so a column is read as a whole, and what stays open is marked, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

DAY_FIRST: Final = "day_first"
MONTH_FIRST: Final = "month_first"
_DIGITS: Final = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_MONTHS: Final = (
    ("jan", "january", "جنوری"), ("feb", "february", "فروری"), ("mar", "march", "مارچ"), ("apr", "april", "اپریل"),
    ("may", "مئی"), ("jun", "june", "جون"), ("jul", "july", "جولائی"), ("aug", "august", "اگست"),
    ("sep", "sept", "september", "ستمبر"), ("oct", "october", "اکتوبر"), ("nov", "november", "نومبر"),
    ("dec", "december", "دسمبر"),
)  # fmt: skip
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES: Final = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_YEAR_FIRST: Final = re.compile(r"(?<![0-9])(20[0-9]{2})[-/.](\d{1,2})[-/.](\d{1,2})(?![0-9])")
_NUMBERS: Final = re.compile(r"(?<![0-9/.-])(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?((?:20)?[0-9]{2})(?![0-9/-])")
_NAMED: Final = re.compile(
    rf"(?<![0-9])(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?\s*(?:of\s+)?[-/.,،\s]*(?P<month>{_NAMES})\.?[-/.,،\s]*(?P<year>20[0-9]{{2}})(?![0-9])",
    re.IGNORECASE,
)
_NAMED_FIRST: Final = re.compile(
    rf"(?<!\w)(?P<month>{_NAMES})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*[,،]?\s*(?P<year>20[0-9]{{2}})(?![0-9])",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?<![0-9])(?P<hour>\d{1,2})(?:\s?[:.]\s?(?P<minute>\d{2}))?(?:[:.]\d{2})?\s*(?P<half>[ap]\.?\s?m\.?|بجے\s*(?:صبح|شام|دوپہر)?|صبح|شام)?(?![0-9])",
    re.IGNORECASE,
)
_COURTS_OPEN: Final = 7


@dataclass(frozen=True, slots=True)
class DayRead:
    """A printed day: as it is read day first, and as it would be read month first where that is another day."""

    day: dt.date | None
    turned: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether both readings are days."""
        return self.day is not None and self.turned is not None

    def by(self, order: str) -> dt.date | None:
        """Give the day by an order, or by the only one it can be read in."""
        return (self.turned or self.day) if order == MONTH_FIRST else (self.day or self.turned)


def fold(text: str) -> str:
    """Write digits as 0 to 9, without the marks that only steer the direction of writing."""
    folded = unicodedata.normalize("NFKC", text).translate(_DIGITS)
    return "".join(character for character in folded if unicodedata.category(character) != "Cf")


def find_days(text: str) -> list[DayRead]:
    """Give the days that a text names, in no order."""
    written = fold(text)
    found = [DayRead(_day(*map(int, match.groups()))) for match in _YEAR_FIRST.finditer(written)]
    for match in _NUMBERS.finditer(written):
        first, second, year = (int(part) for part in match.groups())
        year = year if year > 100 else year + 2000
        day, turned = _day(year, second, first), _day(year, first, second)
        found.append(DayRead(day, turned if turned != day else None))
    for pattern in (_NAMED, _NAMED_FIRST):
        found += [
            DayRead(_day(int(match["year"]), _MONTH_OF[match["month"].lower()], int(match["day"])))
            for match in pattern.finditer(written)
        ]
    return [read for read in found if read.day or read.turned]


def read_day(text: str) -> DayRead | None:
    """Give the one day that a cell holds, or None when it holds none or several."""
    found = find_days(text)
    return found[0] if len(found) == 1 else None


def order_of(column: Iterable[DayRead]) -> str | None:
    """Give the order in which a column of days is written; None when one day speaks for either."""
    days = list(column)
    needs_day_first = any(read.day and not read.turned and not _is_same_either_way(read.day) for read in days)
    needs_month_first = any(read.turned and not read.day for read in days)
    if needs_day_first and needs_month_first:
        return None
    return MONTH_FIRST if needs_month_first else DAY_FIRST


def read_time(text: str) -> dt.time | None:
    """Give a time of day; an hour before seven without `a.m.` is one of the afternoon, for no court sits before."""
    match = _TIME.fullmatch(fold(text).strip())
    if match is None or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower()
    is_afternoon = half.startswith("p") or "شام" in half or "دوپہر" in half
    if hour < 12 and (is_afternoon or (hour < _COURTS_OPEN and not half.startswith("a") and "صبح" not in half)):
        hour += 12
    if hour == 12 and half.startswith("a"):
        hour = 0
    with suppress(ValueError):
        return dt.time(hour, minute)
    return None


def _day(year: int, month: int, day: int) -> dt.date | None:
    with suppress(ValueError):
        return dt.date(year, month, day)
    return None


def _is_same_either_way(day: dt.date) -> bool:
    return day.day == day.month
