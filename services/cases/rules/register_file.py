"""A register's file, row by row, CSV or workbook: its encoding, its heading, its quoting; each refusal says where and why.

Rows are read as they are asked for, so that a long file takes little memory.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from services.cases.rules.register import Fault, column_letter, heading_faults
from services.cases.rules.register_workbook import UnreadableWorkbook, is_workbook, read_sheet

MOST_ROWS: Final = 200_000
# Faults of a row that was read no further: it counts as a row all the same.
OF_A_ROW: Final = ("cells_do_not_match", "cell_is_error", "fir_became_a_date")
Row = tuple[int, "dict[str, str] | Fault"]


def read_rows(content: bytes) -> Iterator[Row]:
    """Read a workbook's first sheet, or a CSV file in UTF-8, with or without a byte order mark.

    Gives each row's number (1 is the heading, 0 the file as a whole) with its cells or with what is wrong with it. A
    fault of the heading ends the file; so does one of the quoting, because nobody can tell where the next row begins.
    """
    if is_workbook(content):
        yield from _read_workbook(content)
    else:
        yield from _read_csv(content)


def _read_workbook(content: bytes) -> Iterator[Row]:
    # One row for the heading, one more to see that there are too many.
    rows = read_sheet(content, MOST_ROWS + 2)
    try:
        heading = [_column(_plain(cell)) for cell in next(rows, (1, []))[1]]
        while heading and not heading[-1]:
            heading.pop()
        yield from (row for _, row in _count_rows(heading, ((number, _fit(cells, heading)) for number, cells in rows)))
    except UnreadableWorkbook as refused:
        yield 0, refused.fault


def _fit(cells: list[Any], heading: list[str]) -> list[Any]:
    """Give as many cells as the heading has, and more where there is something in them."""
    last = max((place for place, cell in enumerate(cells, 1) if cell != ""), default=0)
    return [*cells, *[""] * (len(heading) - len(cells))][: max(last, len(heading))]


def _read_csv(content: bytes) -> Iterator[Row]:
    """Read a CSV file; quoted cells may hold line breaks."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield _not_utf8(content.count(b"\n", 0, error.start) + 1)
        return
    read = 0
    try:
        for read, row in _read_records(content):  # noqa: B007 - it counts how far the file could be read
            yield row
    except csv.Error as error:
        detail = f"In row {read + 1} or below a quotation mark opens or closes in the wrong place ({error})."
        yield read + 1, Fault(None, "quoting_malformed", detail)


def _read_records(content: bytes) -> Iterator[tuple[int, Row]]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    records = csv.reader(text, strict=True)
    heading = [_column(cell) for cell in next(records, [])]
    yield from _count_rows(heading, enumerate(records, 2))


def _count_rows(heading: list[str], rows: Iterable[tuple[int, list[Any]]]) -> Iterator[tuple[int, Row]]:
    """Give the rows below a heading, or the heading's faults; empty rows are passed over, too many are refused."""
    faults = list(_check_heading(heading))
    yield from ((1, fault) for fault in faults)
    count = 0
    for number, cells in () if faults else rows:
        if not any(_plain(cell).strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS:
            detail = f"Send at most {MOST_ROWS} rows in one file; split the register by year or station."
            yield number, (0, Fault(None, "too_many_rows", detail))
            return
        yield number, (number, _read_cells(heading, cells))
    if not count and not faults:
        yield 1, (0, Fault(None, "file_empty", "The file has no rows below its heading."))


def _check_heading(heading: list[str]) -> Iterator[tuple[int, Fault]]:
    if not any(heading):
        yield 0, Fault(None, "file_empty", "The file has no rows.")
    elif any("\x00" in column for column in heading):
        # UTF-16 without a byte order mark is UTF-8 too, with a NUL beside each letter.
        yield _not_utf8(1)
    else:
        yield from ((1, fault) for fault in heading_faults(heading))


def _read_cells(heading: list[str], cells: list[Any]) -> dict[str, str] | Fault:
    if len(cells) != len(heading):
        detail = f"The row has {len(cells)} cells, the heading {len(heading)}."
        return Fault(None, "cells_do_not_match", detail)
    if all(type(cell) is str for cell in cells):
        return dict(zip(heading, cells, strict=True))
    for place, (column, cell) in enumerate(zip(heading, cells, strict=True)):
        if isinstance(cell, Fault):
            return replace(cell, column=column, letter=column_letter(place))
        if column == "fir" and isinstance(cell, dt.date):
            detail = "The spreadsheet made a date of this number. Format the column as text and write it again."
            return Fault(column, "fir_became_a_date", detail, column_letter(place))
    return {column: _plain(cell) for column, cell in zip(heading, cells, strict=True)}


def _plain(cell: Any) -> str:
    """Give a cell as text: a day as YYYY-MM-DD, a faulty cell as what stands for it."""
    if isinstance(cell, Fault):
        return cell.code
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _not_utf8(row: int) -> tuple[int, Fault]:
    detail = f"The file is not in UTF-8 (see row {row}). Save it as CSV UTF-8 and send it again."
    return row, Fault(None, "encoding_not_utf8", detail)


def _column(cell: str) -> str:
    return "_".join(cell.strip().lower().split())
