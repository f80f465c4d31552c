"""A register as a workbook (XLSX): the first sheet, row by row; what could flood the machine is refused before it is parsed.

A formula counts by the value that was saved with it, a day as a day. Rows come as `register_file` gives those of a CSV file.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

import openpyxl

from services.cases.rules.register import Fault

MOST_COLUMNS: Final = 60
_MOST_PARTS: Final = 500
_MOST_BYTES: Final = 400_000_000
_MOST_TEXTS: Final = 100_000_000
_MOST_RATIO: Final = 100
_SMALL: Final = 1_000_000
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_UNCALCULATED: Final = re.compile(rb"(</f>|<f\b[^>]*/>)\s*(<v\s*/>|<v>\s*</v>|</c>)")
_CHUNK: Final = 1_000_000
_OVERLAP: Final = 200
Cells = list[Any]


class UnreadableWorkbook(Exception):
    """A workbook that is refused as a whole, with its fault."""

    def __init__(self, code: str, detail: str) -> None:
        """Take the fault's code and sentence."""
        super().__init__(detail)
        self.fault = Fault(None, code, detail)


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is meant as a workbook and not as CSV."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06", _OLD_OR_LOCKED)


def read_sheet(content: bytes, most_rows: int) -> Iterator[tuple[int, Cells]]:
    """Give the first sheet's rows with their numbers, each cell as text or as the Fault it is; raises UnreadableWorkbook."""
    _inspect(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        # What a sheet says of its own size is not believed: the rows are counted as they come.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(min_row=1, max_row=most_rows, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, 1):
            yield number, [_read_cell(cell) for cell in row]
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        SyntaxError,
        OSError,
        zlib.error,
        zipfile.BadZipFile,
    ) as error:
        # What openpyxl raises on a malformed part; there is no common class.
        raise _unreadable(type(error).__name__) from error


def _inspect(content: bytes) -> None:
    """Refuse what is no workbook, and what would unpack to more than a register can be."""
    if content[:4] == _OLD_OR_LOCKED:
        raise UnreadableWorkbook(
            "workbook_old_or_locked", "The file is an old XLS or has a password. Save it as XLSX without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _weigh(archive.infolist())
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _look_into(archive, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise _unreadable(type(error).__name__) from error


def _weigh(parts: list[zipfile.ZipInfo]) -> None:
    packed = [part for part in parts if part.file_size > max(_SMALL, _MOST_RATIO * part.compress_size)]
    texts = [part for part in parts if part.filename.endswith("sharedStrings.xml") and part.file_size > _MOST_TEXTS]
    if len(parts) > _MOST_PARTS or packed or texts or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise UnreadableWorkbook(
            "workbook_too_large",
            "The workbook unpacks to far more than a register holds. Copy the rows into a new, empty workbook.",
        )


def _look_into(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse document types (what entity bombs are made of) anywhere, and formulas of the sheets that no value was saved with."""
    is_sheet = part.filename.startswith("xl/worksheets/")
    with archive.open(part) as file:
        kept = b""
        while chunk := file.read(_CHUNK):
            text = kept + chunk
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise _unreadable("DOCTYPE")
            if is_sheet and _UNCALCULATED.search(text):
                raise UnreadableWorkbook(
                    "formula_without_value",
                    "Some formulas have no value saved. Open the file in the spreadsheet program, save it, send it again.",
                )
            kept = text[-_OVERLAP:]


def _read_cell(cell: Any) -> Any:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return Fault(None, "cell_is_error", f"The formula in this cell failed ({value}). Write the value itself.")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, dt.date) else str(value)


def _unreadable(why: str) -> UnreadableWorkbook:
    return UnreadableWorkbook(
        "workbook_unreadable", f"The workbook cannot be read ({why}). Save it anew as XLSX and send it again."
    )
