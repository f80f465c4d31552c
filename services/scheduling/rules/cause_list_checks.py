"""Whether a list is of the court and the day it was sent in for: by what stands above its heading and in its columns.

Courts write their names in many ways ("IN THE COURT OF THE IIIRD ADDITIONAL SESSIONS JUDGE KARACHI SOUTH"). A court is named where all
the telling words of its name are, whatever stands between; of several that are, the one with the most. Nothing is refused because a
name is not recognised, only because another court is.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from services.scheduling.rules.cause_list_days import find_days, fold
from services.scheduling.rules.cause_list_rows import ListedRow, UnreadableList
from services.scheduling.rules.cause_list_states import OTHER_COURT, WRONG_DATE

_WORDS: Final = re.compile(r"[^\W_]+")
_ORDINAL: Final = re.compile(r"^([0-9]+)(?:st|nd|rd|th)$")
_ROMAN: Final = re.compile(r"^(x{0,3})(ix|iv|v?i{0,3})(?:st|nd|rd|th)?$")
_WORTH: Final = {"x": 10, "v": 5, "i": 1}
_NUMBERS: Final = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "اول": "1",
    "دوم": "2",
    "سوم": "3",
}
_SHORT: Final = {
    "atc": ("anti", "terrorism"),
    "cns": ("narcotics",),
    "adj": ("additional", "sessions"),
    "mct": ("model",),
    "asj": ("additional", "sessions"),
}
_UNTELLING: Final = frozenset(
    [
        "in",
        "the",
        "of",
        "court",
        "courts",
        "at",
        "no",
        "number",
        "before",
        "hon",
        "ble",
        "honble",
        "mr",
        "ms",
        "mrs",
        "justice",
        "judge",
        "judges",
        "learned",
        "cause",
        "list",
        "for",
        "dated",
        "presided",
        "by",
        "and",
        "عدالت",
        "جناب",
        "کی",
        "کا",
        "میں",
        "نمبر",
        "صاحب",
        "جج",
        "بعدالت",
        "اور",
    ]
)
Names = Mapping[uuid.UUID, Sequence[str]]


def find_courts(text: str, names: Names) -> set[uuid.UUID]:
    """Give the courts that a text names; several when their names tell as much."""
    said = _telling(text)
    best: dict[uuid.UUID, int] = {}
    for court_id, its_names in names.items():
        found = [len(telling) for name in its_names if (telling := _telling(name)) and telling <= said]
        if found:
            best[court_id] = max(found)
    most = max(best.values(), default=0)
    return {court_id for court_id, length in best.items() if length == most}


def check_above(above: Sequence[str], court_id: uuid.UUID, listed_on: dt.date, names: Names) -> list[str]:
    """Refuse a list that is headed by another court or another day alone; give what could not be told."""
    text = " ".join(above)
    warnings = []
    named = find_courts(text, names)
    if named and court_id not in named:
        other = min(names[one][0] for one in named)
        raise UnreadableList("other_court", f"This is a list of another court ({other}). Send it in for that court.")
    if not named:
        warnings.append("court_not_named")
    days = [read for line in above for read in find_days(line)]
    if not days:
        warnings.append("day_not_named")
    elif not any(listed_on in (read.day, read.turned) for read in days):
        found = ", ".join(sorted({str(read.day or read.turned) for read in days})[:3])
        raise UnreadableList("other_day", f"The list is headed {found}, not {listed_on}. Send it in for its own day.")
    return warnings


def mark_rows(rows: Sequence[ListedRow], court_id: uuid.UUID, listed_on: dt.date, names: Names) -> dict[int, str]:
    """Give the rows that are of another day or another court, each with its state; refuse a list with no row of its own day."""
    marked: dict[int, str] = {}
    cache: dict[str, bool] = {}
    for row in rows:
        if row.text("day") and row.day != listed_on:
            marked[row.row] = WRONG_DATE
        elif (text := row.text("court")) and cache.setdefault(text, _is_other(text, court_id, names)):
            marked[row.row] = OTHER_COURT
    wrong = [row for row in rows if marked.get(row.row) == WRONG_DATE]
    if len(wrong) == len(rows):
        first = wrong[0]
        raise UnreadableList(
            "every_date_wrong",
            f"None of the {len(rows)} rows is of {listed_on}: row {first.row} says {first.text('day')}. "
            "Send the list in for its own day, or correct the dates.",
        )
    if len(marked) == len(rows):
        raise UnreadableList(
            "other_court", f"None of the {len(rows)} rows is of this court. Send the list in for its own court."
        )
    return marked


def _is_other(text: str, court_id: uuid.UUID, names: Names) -> bool:
    named = find_courts(text, names)
    return bool(named) and court_id not in named


def _telling(text: str) -> frozenset[str]:
    return frozenset(told for word in _WORDS.findall(fold(text).casefold()) for told in _tell(word))


def _tell(word: str) -> Iterable[str]:
    if word in _UNTELLING:
        return ()
    if word in _SHORT:
        return _SHORT[word]
    if word in _NUMBERS:
        return (_NUMBERS[word],)
    if ordinal := _ORDINAL.match(word):
        return (ordinal[1],)
    if roman := _ROMAN.match(word):
        return (str(_worth(roman[1] + roman[2])),)
    return (word,)


def _worth(roman: str) -> int:
    """Give the number that Roman digits write."""
    values = [_WORTH[digit] for digit in roman]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
