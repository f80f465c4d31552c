"""A cause list as a table: what stands above it, its heading, its rows; and each row as what it says of a case.

What is read is kept beside what is printed. Nothing is dropped: a row whose number cannot be read, or whose day is another's, is
marked and goes to a clerk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from services.scheduling.rules.cause_list_columns import is_heading, name_columns
from services.scheduling.rules.cause_list_days import DAY_FIRST, DayRead, order_of, read_day, read_time

MOST_ROWS: Final = 20_000
MOST_ABOVE: Final = 40
LONGEST_CELL: Final = 1000
# A spreadsheet program that takes "4/2023" for a day writes it so; the reader of workbooks marks such cells.
BECAME_DAY: Final = "\ue000day:"
Row = tuple[int, Sequence[str]]


class UnreadableList(Exception):
    """A file that is no cause list: a stable code and a sentence that says what to do."""

    def __init__(self, code: str, detail: str) -> None:
        """Take the code and the sentence."""
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class ListedRow:
    """A row: its place in the file, what is printed in its columns, what was read of it, and what is odd about it."""

    row: int
    printed: dict[str, str]
    time: dt.time | None = None
    day: dt.date | None = None
    next_on: dt.date | None = None
    warnings: list[str] = field(default_factory=list)

    def text(self, column: str) -> str | None:
        """Give what is printed in a column, or None."""
        return self.printed.get(column) or None

    @property
    def number(self) -> str | None:
        """Give the case's number as printed, its FIR's when there is no other."""
        return self.text("number") or self.text("fir")


@dataclass(frozen=True, slots=True)
class Table:
    """A list as it was read: the lines above the heading, the columns by name, the rows."""

    above: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ListedRow, ...]


def read_table(rows: Iterable[Row]) -> Table:
    """Read a table; the heading is looked for in its first rows, and passed over where a page repeats it."""
    waiting = iter(rows)
    above: list[str] = []
    heading: dict[int, str] = {}
    for _, cells in islice(waiting, MOST_ABOVE):
        if is_heading(cells):
            heading = name_columns(cells)
            break
        above.append(" ".join(cell.strip() for cell in cells if cell.strip()))
    if not heading:
        raise UnreadableList(
            "heading_missing",
            'No heading was found: name the columns in one row, among them "Case No.", and at best "S.No.", "Title", "Purpose".',
        )
    listed = _read_rows(waiting, heading)
    if not listed:
        raise UnreadableList("list_empty", "The list has no rows below its heading.")
    _read_days(listed)
    return Table(tuple(line for line in above if line), tuple(heading.values()), tuple(listed))


def _read_rows(rows: Iterable[Row], heading: Mapping[int, str]) -> list[ListedRow]:
    listed: list[ListedRow] = []
    for number, cells in rows:
        printed = {name: _clean(cells[place]) for place, name in heading.items() if place < len(cells)}
        if not any(printed.values()) or is_heading(cells):
            continue
        if len(listed) == MOST_ROWS:
            raise UnreadableList(
                "too_many_rows", f"Send at most {MOST_ROWS} rows in one file; send each day's list by itself."
            )
        listed.append(_read_row(number, printed))
    return listed


def _read_row(number: int, printed: dict[str, str]) -> ListedRow:
    row = ListedRow(number, printed)
    for column in ("number", "fir"):
        if printed.get(column, "").startswith(BECAME_DAY):
            printed[column] = printed[column].removeprefix(BECAME_DAY)
            row.warnings.append("number_became_day")
    if printed.get("time"):
        row.time = read_time(printed["time"].removeprefix(BECAME_DAY))
        if row.time is None:
            row.warnings.append("time_not_read")
    if any(len(text) >= LONGEST_CELL for text in printed.values()):
        row.warnings.append("cell_cut")
    return row


def _read_days(rows: Sequence[ListedRow]) -> None:
    """Read the columns of days, each as a whole: in which order it is written decides for the days that can be two."""
    for column in ("day", "next_on"):
        read = {id(row): read_day(row.printed.get(column, "").removeprefix(BECAME_DAY)) for row in rows}
        order = order_of(day for day in read.values() if day)
        for row in rows:
            row.printed[column] = row.printed.get(column, "").removeprefix(BECAME_DAY)
            day = read[id(row)]
            if row.printed[column] and day is None:
                row.warnings.append(f"{column}_not_read")
            elif day is not None and order is None and day.is_open:
                row.warnings.append(f"{column}_ambiguous")
            elif day is not None:
                _set_day(row, column, day, order or DAY_FIRST)


def _set_day(row: ListedRow, column: str, day: DayRead, order: str) -> None:
    if column == "day":
        row.day = day.by(order)
    else:
        row.next_on = day.by(order)


def turn_days(rows: Sequence[ListedRow], listed_on: dt.date) -> None:
    """Where every day of the list is another day but for its order, and turned round is this one, take it as turned, and say so."""
    for row in rows:
        day = read_day(row.printed.get("day", ""))
        if day is not None and row.day != listed_on and day.is_open and day.turned == listed_on:
            row.day = listed_on
            row.warnings.append("day_turned")


def _clean(cell: str) -> str:
    return " ".join(cell.split())[:LONGEST_CELL]
