"""Days, hours and cases in words: English, Urdu and Sindhi. Western digits, as court notices in Sindh use them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

LANGUAGES: Final = ("en", "ur", "sd")
RIGHT_TO_LEFT: Final = frozenset({"ur", "sd"})
KARACHI: Final = ZoneInfo("Asia/Karachi")

_MONTHS: Final = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "ur": ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر"),
    "sd": ("جنوري", "فيبروري", "مارچ", "اپريل", "مئي", "جون", "جولاءِ", "آگسٽ", "سيپٽمبر", "آڪٽوبر", "نومبر", "ڊسمبر"),
}
MOST_LINES: Final = 50
_ARROW: Final = {"en": "→", "ur": "←", "sd": "←"}
_DAYS: Final = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ur": ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"),
    "sd": ("سومر", "اڱارو", "اربع", "خميس", "جمعو", "ڇنڇر", "آچر"),
}
_WHEN: Final = {
    "en": "{weekday} {day} {month} {year}, {clock}",
    "ur": "{weekday} {day} {month} {year}، {clock} بجے",
    "sd": "{weekday} {day} {month} {year}، {clock} وڳي",
}
# The texts speak of a case, which is masculine in Urdu and Sindhi; "FIR" alone is feminine and would jar with their verbs.
_CASE: Final = {
    "en": "FIR {number}/{year} PS {station}",
    "ur": "مقدمہ ایف آئی آر {number}/{year} تھانہ {station}",
    "sd": "ڪيس ايف آءِ آر {number}/{year} ٿاڻو {station}",
}
_STATION: Final = re.compile(r"^(P\.? ?S\.? |Police Station |تھانہ |ٿاڻو )", re.IGNORECASE)
_SEALED: Final = {"en": "a sealed case", "ur": "ایک سربمہر مقدمہ", "sd": "هڪ مهربند ڪيس"}

_OFFICES: Final = {
    "district_public_prosecutor": {
        "en": "the District Public Prosecutor", "ur": "ڈسٹرکٹ پبلک پراسیکیوٹر", "sd": "ضلعي پبلڪ پراسيڪيوٽر",
    },
    "prosecutor_general": {"en": "the Prosecutor General", "ur": "پراسیکیوٹر جنرل", "sd": "پراسيڪيوٽر جنرل"},
}  # fmt: skip
_ANOTHER_OFFICE: Final = {"en": "the office above", "ur": "بالا دفتر", "sd": "مٿاهين آفيس"}
_NO_DAY: Final = {"en": "a day not set yet", "ur": "غیر معین تاریخ", "sd": "غير مقرر تاريخ"}


def say_instant(instant: dt.datetime, language: str) -> str:
    """Say when something begins, in the time of Karachi: `Mon 20 Apr 2026, 09:00`."""
    local = instant.astimezone(KARACHI)
    return _WHEN[language].format(
        weekday=_DAYS[language][local.weekday()], day=local.day, month=_MONTHS[language][local.month - 1],
        year=local.year, clock=f"{local:%H:%M}",
    )  # fmt: skip


def say_day(day: dt.date, language: str) -> str:
    """Say a day: `20 Apr 2026`."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


def say_due(day: str | None, language: str) -> str:
    """Say the last day of a period (ISO 8601), or that it has none yet."""
    return _NO_DAY[language] if day is None else say_day(dt.date.fromisoformat(day), language)


def say_office(office: str, language: str) -> str:
    """Say which office something goes up to."""
    return _OFFICES.get(office, _ANOTHER_OFFICE)[language]


def say_law(provision: str, language: str) -> str:
    """Say a provision as lawyers cite it, in its own direction: its brackets would stand before it between words from right to left.

    A short message loses the marks around it: an operator charges for them (`clean_sms`).
    """
    return f"\u2068{provision}\u2069" if language in RIGHT_TO_LEFT else provision


def say_changes(changes: Sequence[tuple[dt.datetime, dt.datetime | None]], language: str) -> str:
    """Say when hearings were and when they are now, a line each; of very many the first, and how many more."""
    lines = [
        f"{say_instant(before, language)} {_ARROW[language]} {say_instant(now, language) if now else '–'}"
        for before, now in changes[:MOST_LINES]
    ]
    more = len(changes) - MOST_LINES
    return "\n".join([*lines, *([f"… +{more}"] if more > 0 else [])])


def say_case(number: object, year: object, station: str, language: str) -> str:
    """Say which case: FIR number, year and police station, nothing else."""
    return _CASE[language].format(number=number, year=year, station=_say_name(station))


def say_sealed_case(language: str) -> str:
    """Say that it is a sealed case, not which."""
    return _SEALED[language]


def _say_name(name: str) -> str:
    name = _STATION.sub("", name)
    is_code = name.isascii() and name == name.lower() and " " not in name
    return name.replace("-", " ").title() if is_code else name


FOOTERS: Final = {
    "en": "Sent by the case management system of the prosecution service of Sindh. If this was not meant for you, tell the prosecutor's office.",
    "ur": "یہ پیغام محکمہ پراسیکیوشن سندھ کے کیس مینجمنٹ سسٹم نے بھیجا ہے۔ اگر یہ آپ کے لیے نہیں تو دفتر پراسیکیوٹر کو مطلع کریں۔",
    "sd": "هي پيغام پراسيڪيوشن سنڌ جي ڪيس مئنيجمينٽ سسٽم موڪليو آهي. جيڪڏهن هي اوهان لاءِ نه آهي ته پراسيڪيوٽر جي آفيس کي ٻڌايو.",
}
