"""A register's file, row by row: its encoding, its heading, its quoting; each refusal says where and why.

Rows are read as they are asked for, so that a long file takes little memory.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from services.cases.rules.register import Fault, heading_faults

MOST_ROWS: Final = 200_000
Row = tuple[int, "dict[str, str] | Fault"]


def read_rows(content: bytes) -> Iterator[Row]:
    """Read a CSV file in UTF-8, with or without a byte order mark; quoted cells may hold line breaks.

    Gives each row's number (1 is the heading, 0 the file as a whole) with its cells or with what is wrong with it. A
    fault of the heading ends the file; so does one of the quoting, because nobody can tell where the next row begins.
    """
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
    faults = list(_check_heading(heading))
    yield from ((1, fault) for fault in faults)
    count = 0
    for number, cells in enumerate(() if faults else records, 2):
        if not any(cell.strip() for cell in cells):
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


def _read_cells(heading: list[str], cells: list[str]) -> dict[str, str] | Fault:
    if len(cells) != len(heading):
        detail = f"The row has {len(cells)} cells, the heading {len(heading)}."
        return Fault(None, "cells_do_not_match", detail)
    return dict(zip(heading, cells, strict=True))


def _not_utf8(row: int) -> tuple[int, Fault]:
    detail = f"The file is not in UTF-8 (see row {row}). Save it as CSV UTF-8 and send it again."
    return row, Fault(None, "encoding_not_utf8", detail)


def _column(cell: str) -> str:
    return "_".join(cell.strip().lower().split())
