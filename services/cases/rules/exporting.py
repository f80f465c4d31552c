"""Files that leave the system: their kinds, and cells that a spreadsheet program does not take for formulas."""

from __future__ import annotations

import re
from typing import Final

OF_ONE_CASE: Final = ("case_json", "case_pdf")
OF_A_LIST: Final = ("cases_csv", "cases_xlsx")
EXPORT_KINDS: Final = (*OF_ONE_CASE, *OF_A_LIST)
EXPORT_STATES: Final = ("queued", "running", "made", "failed")
FORMAT: Final = "cmms.case"
FORMAT_VERSION: Final = 1
MOST_ROWS: Final = 100_000
MEDIA_TYPES: Final = {
    "json": "application/json",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What spreadsheet programs begin a formula with, also after blanks and quotation marks.
_FORMULA: Final = re.compile(r"^[\s\"']*[=+\-@\uff1d\uff0b\uff0d\uff20|%]")
_NO_CELL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_CELL: Final = 32_000


def ending_of(kind: str) -> str:
    """Give the ending of a kind's file name."""
    return kind.partition("_")[2]


def safe_cell(value: object) -> str:
    """Give a value as the text of a cell that no spreadsheet program runs as a formula, nor cuts or refuses."""
    text = _NO_CELL.sub("", "" if value is None else str(value))[:_LONGEST_CELL]
    if text[:1] in ("\t", "\r", "\n") or _FORMULA.match(text):
        return "'" + text
    return text
