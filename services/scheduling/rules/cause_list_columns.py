"""The columns of a cause list, by the headings that courts give them in English, Urdu and Sindhi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from services.scheduling.rules.cause_list_days import fold

# What a heading may say, in the order of their worth where two fit: "Next date" before "Date", "FIR No." before "No.".
_HEADINGS: Final[dict[str, str]] = {
    "next_on": r"next\s*(?:date|hearing)|adjourned\s*to|date\s*fixed\s*next|آئندہ\s*(?:تاریخ|پیشی)|اگلی\s*(?:تاریخ|پیشی)|ايندڙ\s*تاريخ",
    "previous_on": r"(?:last|previous)\s*(?:date|hearing)|گزشتہ\s*(?:تاریخ|پیشی)|سابقہ\s*(?:تاریخ|پیشی)",
    "fir": r"f\.?\s?i\.?\s?r|crime|cr\.?\s*no|ایف\s*آئی\s*آر|مقدمہ\s*علت",
    "police_station": r"police\s*station|^p\.?\s?s\.?$|تھانہ|تھاڻو",
    "sections": r"sections?|offences?|u/s|under\s*section|دفعہ|دفعات|جرم",
    "number": r"case\s*(?:no|number|title\s*no)|cases?\s*nos?|suit\s*no|number\s*of\s*case|^case$|مقدمہ\s*نمبر|نمبر\s*مقدمہ|کیس\s*نمبر|ڪيس\s*نمبر",
    "parties": r"part(?:y|ies)|title|name\s*of\s*part|versus|accused|cause\s*title|فریقین|عنوان|بنام|ملزم|ڌريون",
    "purpose": r"purpose|stage|fixed\s*for|proceedings?|nature|غرض|مرحلہ|کارروائی|برائے|مقصد",
    "time": r"^time|hour|وقت|ٽائيم",
    "court": r"^(?:name\s*of\s*)?court|judge|عدالت|جج",
    "day": r"^date$|date\s*of\s*(?:hearing|list)|hearing\s*date|^dated$|تاریخ\s*(?:پیشی|سماعت)|^تاریخ$",
    "remarks": r"remarks?|counsel|advocate|کیفیت|وکیل",
    "serial": r"^(?:s|sr|sl|serial)\.?\s*(?:n(?:o|umber)?)?\.?\s*#?$|^#$|^no\.?$|^item|نمبر\s*شمار|سیریل|شمار|^نمبر$",
}  # fmt: skip
_PATTERNS: Final = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _HEADINGS.items()}
_CASE: Final = re.compile(r"(?<!\w)case(?!\w)", re.IGNORECASE)
_FEWEST: Final = 2
_LONGEST_HEADING: Final = 60


def name_columns(cells: Sequence[str]) -> dict[int, str]:
    """Give the columns that a row of cells names, by their places; each name once, at its first place."""
    named: dict[int, str] = {}
    for place, cell in enumerate(cells):
        name = _name_of(cell)
        if name is not None and name not in named.values():
            named[place] = name
    return named


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a row of cells is the heading of a list: it names the cases' numbers, or the FIRs', and something else."""
    named = set(name_columns(cells).values())
    return len(named) >= _FEWEST and bool(named & {"number", "fir"})


def may_be_heading(text: str) -> bool:
    """Tell whether a line of words can hold a heading at all: it speaks of cases' or FIRs' numbers."""
    written = fold(text)
    return any(_PATTERNS[name].search(written) for name in ("number", "fir")) or bool(_CASE.search(written))


def _name_of(cell: str) -> str | None:
    text = " ".join(fold(cell).split())
    if not text or len(text) > _LONGEST_HEADING:
        return None
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(text)), None)
