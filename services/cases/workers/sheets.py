"""Lists as CSV and XLSX: cells are text, numbers or days, never formulas."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from services.cases.rules.exporting import safe_cell

Rows = Iterable[Sequence[Any]]


def make_csv(heading: Sequence[str], rows: Rows) -> tuple[bytes, int]:
    """Write CSV in UTF-8; its byte order mark tells spreadsheet programs so. Gives the file and how many rows it has."""
    text, count = io.StringIO(newline=""), 0
    writer = csv.writer(text)
    writer.writerow(heading)
    for count, row in enumerate(rows, 1):  # noqa: B007 - it counts the rows
        writer.writerow([safe_cell(value) for value in row])
    return ("\ufeff" + text.getvalue()).encode(), count


def make_xlsx(heading: Sequence[str], rows: Rows) -> tuple[bytes, int]:
    """Write a workbook, its heading bold and held in place. Gives the file and how many rows it has."""
    book, count = Workbook(write_only=True), 0
    sheet = book.create_sheet("Cases")
    sheet.freeze_panes = "A2"
    sheet.append([_bold(sheet, name) for name in heading])
    for count, row in enumerate(rows, 1):  # noqa: B007 - it counts the rows
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue(), count


def _bold(sheet: Any, name: str) -> Any:
    cell = WriteOnlyCell(sheet, value=name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    """Give a cell; text is marked as text, so that nothing in it is taken for a formula."""
    if value is None or isinstance(value, (int, dt.date)):
        return value
    cell = WriteOnlyCell(sheet, value=safe_cell(value))
    cell.data_type = "s"
    return cell
