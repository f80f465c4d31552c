"""A court's list of a day laid out for paper and for a spreadsheet: who is called when, in which case, for what.

The public form is what hangs at the court's door: it says of a sealed case that there is one, and names no child, no protected
person and nobody in full. The office's form says besides where a prosecutor is missing and what a hearing is not ripe for.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from services.scheduling.rules.ripeness import NOT_READY

PUBLIC: Final = "public"
WITHHELD: Final = {"en": "Withheld by order", "ur": "بصیغۂ راز"}
_STATE: Final = {"en": "The State v.", "ur": "سرکار بنام"}
_CHILD: Final = {"en": "a child", "ur": "نابالغ"}
_NAMELESS: Final = {"en": "(name withheld)", "ur": "(نام ظاہر نہیں)"}
_UNKNOWN: Final = {"en": "unknown accused", "ur": "نامعلوم ملزم"}
_ANOTHER: Final = {"en": "and another", "ur": "و دیگر"}
_OTHERS: Final = {"en": "and {} others", "ur": "و دیگر {}"}
_WEEKDAYS_UR: Final = ("پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار")
HEADING: Final = (
    "S.No", "Date", "Time", "Room", "Case No.", "FIR No.", "Police Station", "Sections", "Title", "Purpose", "Status",
)  # fmt: skip
# What spreadsheet programs begin a formula with, also after blanks and quotation marks.
_FORMULA: Final = re.compile(r"^[\s\"']*[=+\-@\uff1d\uff0b\uff0d\uff20|%]")
_NO_CELL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list for paper: its heading and its lines, in one language."""

    language: str
    form: str
    court: str
    district: str
    judge: str | None
    day: str
    lines: Sequence[Mapping[str, str]]
    notes: Sequence[str]

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may read it."""
        return self.form == PUBLIC


def make_entry(
    hearing: Mapping[str, Any], title: Mapping[str, Any] | None, serial: int, checks: Sequence[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Give an entry as it is kept: the hearing's facts with what its case may be named by; no title: it is not to be named.

    Of the checks whether it is ripe those are kept that say it is not.
    """
    missing = [check for check in checks if check["state"] == NOT_READY]
    is_withheld = title is None or bool(title["is_withheld"])
    named = {} if title is None or is_withheld else dict(title)
    return {
        "serial": serial, "hearing_id": str(hearing["hearing_id"]), "case_id": str(hearing["case_id"]),
        "time": hearing["time"], "room": hearing["room"], "purpose": hearing["purpose"],
        "purpose_en": hearing["purpose_en"], "purpose_ur": hearing["purpose_ur"], "status": hearing["status"],
        "has_prosecutor": bool(hearing["prosecutor_ids"]), "more_cases": len(hearing["joined_case_ids"]),
        "starts_at": hearing["starts_at"], "ends_at": hearing["ends_at"], "version": hearing["version"],
        "changed_at": hearing["changed_at"], "is_withheld": is_withheld,
        "number": named.get("court_case_number"), "fir": named.get("fir_label"), "station": named.get("police_station"),
        "not_ready_en": [check["says"] for check in missing], "not_ready_ur": [check["says_ur"] for check in missing],
        "sections": named.get("sections"), "title_en": write_title(named, "en"), "title_ur": write_title(named, "ur"),
    }  # fmt: skip


def write_title(named: Mapping[str, Any], language: str) -> str:
    """Write a case's title ("The State v. A.B. and 2 others", SCCR 7.1), as far as its accused may be named."""
    if not named:
        return WITHHELD[language]
    count, first = int(named["accused_count"] or 0), named["first_accused"]
    if not count:
        return f"{_STATE[language]} {_UNKNOWN[language]}"
    who = first or (_CHILD[language] if named["has_child"] else _NAMELESS[language])
    # Isolated where the text around it runs the other way, or its full stops would change sides.
    who = f"\u2068{who}\u2069" if language == "ur" else who
    others = "" if count == 1 else _ANOTHER[language] if count == 2 else _OTHERS[language].format(count - 1)
    return " ".join(part for part in (_STATE[language], who, others) if part)


def lay_out(entries: Sequence[Mapping[str, Any]], about: Mapping[str, Any]) -> Sheet:
    """Lay a list out for paper."""
    language, is_public = about["language"], about["form"] == PUBLIC
    day = dt.date.fromisoformat(about["day"])
    lines = [_line(entry, language, is_public=is_public) for entry in entries]
    notes = []
    missing = [str(entry["serial"]) for entry in entries if not entry["has_prosecutor"]]
    if missing and not is_public:
        said = ", ".join(missing)
        notes.append(f"No prosecutor: {said}." if language == "en" else f"پراسیکیوٹر مقرر نہیں: {said}")
    court = about["court_ur"] if language == "ur" and about["court_ur"] else about["court_en"]
    return Sheet(
        language, about["form"], court, about["district"], about["judge"], write_day(day, language), lines, notes
    )


def write_day(day: dt.date, language: str) -> str:
    """Write a day with its weekday; numbers stay as they are, so that nobody misreads one."""
    if language == "ur":
        # Isolated from the right-to-left text around it, or the year would be shown first.
        return f"{_WEEKDAYS_UR[day.weekday()]} \u2066{day:%d-%m-%Y}\u2069"
    return f"{day:%A}, {day:%d-%m-%Y}"


def _line(entry: Mapping[str, Any], language: str, *, is_public: bool) -> dict[str, str]:
    fir = f"{entry['fir']}, {entry['station']}" if entry["fir"] else ""
    more = f" (+{entry['more_cases']})" if entry["more_cases"] else ""
    return {
        "serial": str(entry["serial"]), "time": entry["time"] or "", "room": entry["room"],
        "number": (entry["number"] or "") + more, "fir": fir, "sections": entry["sections"] or "",
        "title": entry[f"title_{language}"],
        "purpose": (entry["purpose_ur"] if language == "ur" else None) or entry["purpose_en"],
        "not_ready": "" if is_public else " ".join(entry[f"not_ready_{language}"]),
        "mark": "" if is_public or entry["has_prosecutor"] else "!",
    }  # fmt: skip


def write_csv(entries: Sequence[Mapping[str, Any]], day: str) -> str:
    """Write a list as CSV (RFC 4180); no cell is taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADING)
    for entry in entries:
        cells = (
            entry["serial"], day, entry["time"], entry["room"], entry["number"], entry["fir"], entry["station"],
            entry["sections"], entry["title_en"], entry["purpose_en"], entry["status"],
        )  # fmt: skip
        writer.writerow([safe_cell(cell) for cell in cells])
    return text.getvalue()


def safe_cell(value: object) -> str:
    """Give a value as the text of a cell that no spreadsheet program runs as a formula."""
    text = _NO_CELL.sub("", "" if value is None else str(value))
    return "'" + text if text[:1] in ("\t", "\r", "\n") or _FORMULA.match(text) else text
