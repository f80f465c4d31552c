"""A register's file as rows of cells: its encoding, its heading, its quoting; each refusal says where and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from services.cases.rules.register import Fault, heading_faults

MOST_ROWS: Final = 200_000


@dataclass(slots=True)
class Sheet:
    """The rows that could be read, by their number in the file (1 is the heading), and the faults of the file and its rows."""

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[tuple[int, Fault]] = field(default_factory=list)


def read_sheet(content: bytes) -> Sheet:
    """Read a CSV file in UTF-8, with or without a byte order mark; quoted cells may hold line breaks."""
    sheet = Sheet()
    text = _decode(content, sheet)
    if text is None:
        return sheet
    rows = enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1)
    try:
        first = next(rows, None)
        if first is None or not any(first[1]):
            sheet.faults.append((0, Fault(None, "file_empty", "The file has no rows.")))
            return sheet
        heading = [_column(cell) for cell in first[1]]
        sheet.faults += [(1, fault) for fault in heading_faults(heading)]
        if not sheet.faults:
            _read_rows(sheet, heading, rows)
    except csv.Error as error:
        last = sheet.rows[-1][0] if sheet.rows else 1
        detail = f"After row {last} a quotation mark opens or closes in the wrong place ({error})."
        sheet.faults.append((last + 1, Fault(None, "quoting_malformed", detail)))
    return sheet


def _read_rows(sheet: Sheet, heading: list[str], rows: Iterator[tuple[int, list[str]]]) -> None:
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(sheet.rows) >= MOST_ROWS:
            sheet.faults.append((0, Fault(None, "too_many_rows", f"Send at most {MOST_ROWS} rows in one file.")))
            return
        if len(cells) != len(heading):
            detail = f"The row has {len(cells)} cells, the heading {len(heading)}."
            sheet.faults.append((number, Fault(None, "cells_do_not_match", detail)))
            continue
        sheet.rows.append((number, dict(zip(heading, cells, strict=True))))


def _decode(content: bytes, sheet: Sheet) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        detail = f"The file is not in UTF-8 (see row {row}). Save it as CSV UTF-8 and send it again."
        sheet.faults.append((row, Fault(None, "encoding_not_utf8", detail)))
        return None


def _column(cell: str) -> str:
    return "_".join(cell.strip().lower().split())
