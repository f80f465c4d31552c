"""A police station's register of challans, line by line: what a line says, and what is wrong with it.

The columns are those of the paper register that prosecution branches keep. Four must be there; the others may be left out
or empty. A line becomes a case with the reports and days that it tells of; the line itself is kept with the case.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from services.cases.rules.identity import (
    fold_digits,
    normalise_fir_number,
    normalise_police_station,
    normalise_section,
    police_station_key,
)

REQUIRED: Final = ("fir", "dated", "under_section", "police_station")
OPTIONAL: Final = (
    "offence", "i_o_contacted_to_complainant", "challan_prepare_within_14_days", "nature_of_challan",
    "challan_interim_report_within_14_days", "file_send_after_3_days", "road_no", "challan_receive_in_branch",
    "interim_sent_to_prosecution_department_date", "objection_date", "objection", "prosecutor_name",
    "challan_passed_date", "challan_resubmitted_after_defect_removals", "date_of_receiving_challan_in_court",
    "date_of_decision", "decision", "judge_name",
)  # fmt: skip
# The days of a line in the order in which they must follow one another.
_DAYS: Final = (
    "dated", "challan_receive_in_branch", "objection_date", "challan_resubmitted_after_defect_removals",
    "challan_passed_date", "date_of_receiving_challan_in_court", "date_of_decision",
)  # fmt: skip
_NATURES: Final = {
    "": "final", "final": "final", "complete": "final", "interim": "interim", "cancellation": "cancellation",
    "cancelled": "cancellation", "discharge": "discharge",
}  # fmt: skip
_DECISIONS: Final = {
    "convicted": "convicted", "conviction": "convicted", "partly convicted": "partly_convicted",
    "acquitted": "acquitted", "acquittal": "acquitted", "compromise": "acquitted", "disposed": "otherwise_disposed",
    "discharged": "otherwise_disposed", "abated": "otherwise_disposed", "dormant": "otherwise_disposed",
    "withdrawn": "otherwise_disposed",
}  # fmt: skip
_DAY_FIRST: Final = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
_YEAR_FIRST: Final = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_JOINS: Final = re.compile(r"\br\s*/\s*w\b|\bu\s*/\s*s\b|\bread\s+with\b|\bsections?\b", re.IGNORECASE)
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ACTS: Final = {
    "ppc": "ppc", "ata": "ata", "saa": "saa", "cnsa": "cnsa", "cns": "cnsa", "scns": "scns", "peca": "peca",
    "amla": "amla", "explosives": "explosives", "esa": "explosives", "foreigners": "foreigners", "unsc": "unsc",
}  # fmt: skip
_LONGEST_STATION: Final = 80
Fir = tuple[str, int, str]
_LONGEST_CELL: Final = 4000
# A register repeats its days, sections and stations; each is read once.
_REMEMBERED: Final = 4096


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a line: its column, a stable code, a sentence, and the column's letter as the clerk sees it."""

    column: str | None
    code: str
    detail: str
    letter: str | None = None


class LineReport(NamedTuple):
    """A police report that a line tells of."""

    kind: str
    received_on: dt.date
    state: str
    settled_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Known:
    """What is registered of a FIR already, as a digest: of the whole line that it was imported from, or of its day and sections."""

    digest: bytes
    is_line: bool

    def says(self, line: Line, cells: Mapping[str, str]) -> bool:
        """Tell whether a register's line says the same."""
        return self.digest == (digest_line(cells) if self.is_line else digest_fir(line.fir_on, line.sections))


@dataclass(slots=True)
class Line:
    """What a line says."""

    fir_number: str = ""
    fir_year: int = 0
    fir_on: dt.date = dt.date.min
    police_station: str = ""
    police_station_key: str = ""
    sections: list[dict[str, str]] = field(default_factory=list)
    summary: str | None = None
    reports: list[LineReport] = field(default_factory=list)
    filed_on: dt.date | None = None
    decided_on: dt.date | None = None
    outcome: str | None = None

    @property
    def fir(self) -> Fir:
        """Give what the FIR is known by: police station, year and number."""
        return self.police_station_key, self.fir_year, self.fir_number

    @property
    def stage(self) -> str:
        """Give where the case stands."""
        if self.decided_on is not None:
            return "decided"
        if self.filed_on is not None:
            return "in_court"
        if not self.reports:
            return "investigation"
        return "scrutiny" if self.reports[-1].state == "under_scrutiny" else "returned"


def read_line(cells: Mapping[str, str], today: dt.date) -> tuple[Line, list[Fault]]:
    """Read a line's cells; the line is whole only when there are no faults."""
    line, faults = Line(), list(_long_cells(cells))
    days: dict[str, dt.date] = {}
    for column in _DAYS:
        text = cells.get(column, "").strip()
        day = read_day(text) if text else None
        if day is not None:
            days[column] = day
        elif text or column == "dated":
            faults.append(Fault(column, "day_unreadable", "Write the day as YYYY-MM-DD or DD-MM-YYYY."))
    faults += _order_faults(days, today)
    faults += _read_fir(line, cells, days.get("dated"))
    line.sections = read_sections_text(cells.get("under_section", "")) or []
    if not line.sections:
        faults.append(Fault("under_section", "section_unreadable", "Write it such as 353/324/34 PPC r/w 7 ATA."))
    faults += _read_course(line, cells, days)
    line.summary = _read_text(cells, "offence").replace("\r\n", "\n") or None
    return line, faults


@lru_cache(maxsize=_REMEMBERED)
def read_day(text: str) -> dt.date | None:
    """Read a day written as YYYY-MM-DD or, day first, with hyphens, slashes or dots."""
    text = fold_digits(text).strip()
    match = _DAY_FIRST.match(text)
    try:
        if match:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        return dt.date.fromisoformat(text) if _YEAR_FIRST.match(text) else None
    except ValueError:
        return None


def read_sections_text(text: str) -> list[dict[str, str]] | None:
    """Read sections as they are written on a FIR: `353/324/34 PPC r/w 7 ATA`; None when a part cannot be read."""
    found = _read_sections(text)
    return None if found is None else list(found)


@lru_cache(maxsize=_REMEMBERED)
def _read_sections(text: str) -> list[dict[str, str]] | None:
    found: list[dict[str, str]] = []
    waiting: list[str] = []
    for token in re.split(r"[\s,;&/]+", _JOINS.sub(" ", text)):
        word = token.replace(".", "").lower()
        section = normalise_section(token)
        if word in _ACTS:
            found += [{"act": _ACTS[word], "section": one} for one in waiting]
            waiting = []
        elif section is not None:
            waiting.append(section)
        elif word not in ("", "of", "act"):
            return None
    unique = [one for place, one in enumerate(found) if one not in found[:place]]
    return None if waiting or not unique else unique


def column_letter(place: int) -> str:
    """Give the letter over a column in a spreadsheet program: A is 0, Z 25, AA 26."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters


def digest_line(cells: Mapping[str, str]) -> bytes:
    """Digest what a line's cells say; empty ones, blanks and the order of columns do not count."""
    said = sorted((column, " ".join(_read_text(cells, column).split())) for column in cells)
    return _digest(*(f"{column}={text}" for column, text in said if text))


def digest_fir(fir_on: dt.date, sections: Sequence[Mapping[str, str]]) -> bytes:
    """Digest what a FIR says: its day and its sections."""
    return _digest(fir_on.isoformat(), *sorted(f"{section['act']} {section['section']}" for section in sections))


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).digest()


def heading_faults(heading: Collection[str]) -> Iterator[Fault]:
    """Give what is wrong with a file's first row: columns that are missing, unknown, or there twice."""
    for column in REQUIRED:
        if column not in heading:
            yield Fault(column, "column_missing", f"The column {column} is missing from the first row.")
    seen: set[str] = set()
    for place, column in enumerate(heading):
        letter = column_letter(place)
        if column not in (*REQUIRED, *OPTIONAL):
            says = "The register has no such column. See the list of columns."
            yield Fault(column[:60], "column_unknown", says, letter)
        elif column in seen:
            yield Fault(column, "column_twice", "This column is there twice.", letter)
        seen.add(column)


def _long_cells(cells: Mapping[str, str]) -> Iterator[Fault]:
    if max(map(len, cells.values()), default=0) <= _LONGEST_CELL and not _NO_TEXT.search("".join(cells.values())):
        return
    for column, text in cells.items():
        if len(text) > _LONGEST_CELL:
            yield Fault(column, "cell_too_long", f"Shorten this to {_LONGEST_CELL} characters.")
        if _NO_TEXT.search(text):
            yield Fault(column, "cell_unreadable", "This holds a character that is no text.")


def _read_text(cells: Mapping[str, str], column: str) -> str:
    return unicodedata.normalize("NFC", cells.get(column, "")).strip()


def _order_faults(days: Mapping[str, dt.date], today: dt.date) -> Iterator[Fault]:
    before: dt.date | None = None
    for column, day in days.items():
        if day > today or day.year < 1947:
            yield Fault(column, "day_impossible", "This day is still to come, or lies before 1947.")
            continue
        if before is not None and day < before:
            yield Fault(column, "days_out_of_order", f"This cannot be before {before.isoformat()}.")
        before = day


@lru_cache(maxsize=_REMEMBERED)
def _read_station(text: str) -> tuple[str, str]:
    """Give a police station's name and what it is compared by."""
    station = normalise_police_station(text)
    return station, police_station_key(station)


def _read_fir(line: Line, cells: Mapping[str, str], dated: dt.date | None) -> Iterator[Fault]:
    number, _, year = fold_digits(cells.get("fir", "")).strip().partition("/")
    read = normalise_fir_number(number)
    agrees = dated is None or not year.strip() or year.strip() in (str(dated.year), f"{dated.year % 100:02}")
    if read is None or not agrees:
        yield Fault("fir", "fir_unreadable", "Write the number and the year of its day, such as 435/2022.")
    line.police_station, line.police_station_key = _read_station(_read_text(cells, "police_station"))
    if not line.police_station_key or len(line.police_station) > _LONGEST_STATION:
        yield Fault("police_station", "station_unreadable", "Write the police station's name.")
    line.fir_number = read or ""
    if dated is not None:
        line.fir_on, line.fir_year = dated, dated.year


def _read_course(line: Line, cells: Mapping[str, str], days: Mapping[str, dt.date]) -> Iterator[Fault]:
    kind = _NATURES.get(cells.get("nature_of_challan", "").strip().lower())
    if kind is None:
        yield Fault("nature_of_challan", "nature_unknown", "Write final, interim, cancellation or discharge.")
    line.filed_on = days.get("date_of_receiving_challan_in_court") or days.get("challan_passed_date")
    line.reports = _read_reports(kind or "final", days, line.filed_on)
    decision = cells.get("decision", "").strip().lower()
    line.decided_on, line.outcome = days.get("date_of_decision"), _DECISIONS.get(decision)
    if (line.decided_on is None) != (line.outcome is None):
        yield Fault("decision", "decision_unknown", "Write the decision (such as convicted or acquitted) with its day.")


def _read_reports(kind: str, days: Mapping[str, dt.date], filed_on: dt.date | None) -> list[LineReport]:
    received, objected = days.get("challan_receive_in_branch"), days.get("objection_date")
    again = days.get("challan_resubmitted_after_defect_removals")
    if received is None:
        return []
    last_state = "filed" if filed_on else "under_scrutiny"
    if objected is None:
        return [LineReport(kind, received, last_state, filed_on)]
    reports = [LineReport(kind, received, "returned", objected)]
    if again is not None or filed_on is not None:
        reports.append(LineReport(kind, again or objected, last_state, filed_on))
    return reports
