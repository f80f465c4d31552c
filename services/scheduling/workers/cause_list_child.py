"""Reads the cells or words of one file. Runs as a process of its own, with hard limits and nothing of the service in it.

A cause list comes from anywhere, and readers of PDF and of workbooks are large programs: whatever a file does to this process, the
worker lives on. Started as `python -I cause_list_child.py FILE SECONDS BYTES`; stands alone and imports nothing of ours. Writes
JSON arrays, one a line: `["row", number, cells]` of a table, `["page", words, lines]` of a PDF, `["fault", code]` at the end.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import resource
import signal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LARGEST_OUTPUT = 64 * 1024 * 1024
MOST_PAGES = 200
MOST_ROWS = 20_200
MOST_COLUMNS = 40
MOST_CHARACTERS = 1000
MOST_LINES_SNIFFED = 40
LARGEST_UNPACKED = 200_000_000
MOST_PARTS = 500
MOST_RATIO = 100
SMALL_PART = 1_000_000
LOWEST_RULE = 5.0
MOST_RULES = 2000
BECAME_DAY = "\ue000day:"
Out = tuple[Any, ...]


class Fault(Exception):
    """What ends the reading, by its code."""


def limit(seconds: int, memory: int) -> None:
    """Bound what this process may use: processor time, memory, bytes written, open files, no core dump."""
    # Python ignores the signal of a file that grew too large; it must end this process, so that its parent knows why.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def read(content: bytes) -> Iterator[Out]:
    """Read a file as what its first bytes say it is."""
    if content[:5] == b"%PDF-":
        return read_pdf(content)
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise Fault("workbook_old_or_locked")
    if content[:2] == b"PK":
        return read_workbook(content)
    return read_csv(content)


def read_csv(content: bytes) -> Iterator[Out]:
    """Read a table of text in UTF-8, or in UTF-16 with its mark, whatever separates its cells."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Fault("encoding_not_utf8") from error
    if "\x00" in text:
        raise Fault("not_a_list")
    head = text.splitlines()[:MOST_LINES_SNIFFED]
    separator = max(",;\t|", key=lambda mark: (max((line.count(mark) for line in head), default=0), mark == ","))
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            yield from _row(number, cells)
    except csv.Error as error:
        raise Fault("quoting_malformed") from error


def read_workbook(content: bytes) -> Iterator[Out]:
    """Read a workbook's first sheet that has anything in it; what unpacks to more than a list can be is refused unread."""
    import openpyxl

    _weigh(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            # What a sheet says of its own size is not believed.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
            found = False
            for number, row in enumerate(rows, 1):
                cells = [_cell(cell) for cell in row]
                found = found or any(cells)
                yield from _row(number, cells)
            if found:
                return
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
        raise Fault("workbook_unreadable") from error


def _weigh(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            swollen = [part for part in parts if part.file_size > max(SMALL_PART, MOST_RATIO * part.compress_size)]
            if swollen or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise Fault("workbook_too_large")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as file:
                        if b"<!DOCTYPE" in file.read(4096):
                            raise Fault("workbook_unreadable")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Fault("workbook_unreadable") from error


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        return BECAME_DAY + (value.date().isoformat() if is_day else value.isoformat(" ", "minutes"))
    if isinstance(value, (dt.date, dt.time)):
        return BECAME_DAY + value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _row(number: int, cells: list[str]) -> Iterator[Out]:
    if number > MOST_ROWS:
        raise Fault("too_many_rows")
    kept = [cell.strip()[:MOST_CHARACTERS] for cell in cells[:MOST_COLUMNS]]
    if any(kept):
        yield "row", number, kept


def read_pdf(content: bytes) -> Iterator[Out]:
    """Give the words of each page with their places, and where its upright lines stand."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error) or "security" in str(error).lower()
        raise Fault("pdf_locked" if locked else "pdf_unreadable") from error
    if len(document) > MOST_PAGES:
        raise Fault("pdf_too_long")
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
            yield "page", list(_words(text, pdfium)), _upright_lines(page, pdfium)
        except pypdfium2.PdfiumError as error:
            raise Fault("pdf_unreadable") from error


def _upright_lines(page: Any, pdfium: Any) -> list[float]:
    """Give where lines stand upright on a page, and the sides of boxes: the rules between a table's columns."""
    found: set[float] = set()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = drawn.get_bounds()
        if top - bottom > LOWEST_RULE and len(found) < MOST_RULES:
            found |= {round(left, 1), round(right, 1)}
    return sorted(found)


def _words(text: Any, pdfium: Any) -> Iterator[list[Any]]:
    """Put characters together until a blank, or until one stands apart from the last."""
    word: list[Any] | None = None
    for place in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, place))
        if character.isspace() or character in "\x00\ufffe\uffff":
            if word:
                yield word
            word = None
            continue
        left, bottom, right, top = text.get_charbox(place)
        height = max(top - bottom, 4.0)
        if word and (left - word[1] > height or word[0] - right > height or bottom > word[3] or top < word[2]):
            yield word
            word = None
        if word is None:
            word = [left, right, bottom, top, character]
        else:
            word[0], word[1] = min(word[0], left), max(word[1], right)
            word[2], word[3] = min(word[2], bottom), max(word[3], top)
            word[4] += character
    if word:
        yield word


def main() -> None:
    """Read the command line, limit the process, write what the file holds."""
    path, seconds, memory = sys.argv[1:4]
    limit(int(seconds), int(memory))
    output = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace")
    try:
        for one in read(Path(path).read_bytes()):
            output.write(json.dumps(one, ensure_ascii=False) + "\n")
    except Fault as fault:
        output.write(json.dumps(["fault", str(fault)]) + "\n")
    except (MemoryError, RecursionError):
        output.write(json.dumps(["fault", "took_too_much"]) + "\n")
    output.flush()


if __name__ == "__main__":
    main()
