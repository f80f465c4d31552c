"""A register as a workbook: days, formulas and numbers as they are meant; what could flood the machine is refused unparsed."""

from __future__ import annotations

import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.register import Fault, column_letter
from services.cases.rules.register_file import MOST_ROWS, read_rows

HEADING = ["FIR", "Dated", "under section", "police_station", "offence"]


def workbook(*rows: list[Any], heading: list[Any] = HEADING) -> bytes:
    """Write a workbook as a spreadsheet program does."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (heading, *rows):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rewritten(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Write a workbook's parts anew, each through a change."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return file.getvalue()


def in_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    """Replace something in the sheet's own text."""
    changed = rewritten(content, lambda name, text: text.replace(old, new) if "worksheets/" in name else text)
    assert changed != content
    return changed


def faults_of(content: bytes) -> list[tuple[int, str, str | None]]:
    """Give the faults of a file: row, code, letter."""
    return [(row, cells.code, cells.letter) for row, cells in read_rows(content) if isinstance(cells, Fault)]


def good(*more: Any) -> list[Any]:
    """Give a good row."""
    return ["435/2022", dt.datetime(2022, 3, 12, tzinfo=dt.UTC).replace(tzinfo=None), "302 PPC", "Clifton", *more]


def test_cells_are_read_as_they_are_meant() -> None:
    """A day is its date, a whole number has no point, an empty cell is empty, Urdu stays; the heading's spelling is free."""
    (found,) = list(read_rows(workbook(good("قتل"), heading=HEADING)))
    assert found == (
        2,
        {
            "fir": "435/2022",
            "dated": "2022-03-12",
            "under_section": "302 PPC",
            "police_station": "Clifton",
            "offence": "قتل",
        },
    )
    ((_, cells),) = list(read_rows(workbook([435, 44632.5, 302.0, True, None, None])))
    assert cells == {"fir": "435", "dated": "44632.5", "under_section": "302", "police_station": "True", "offence": ""}


def test_empty_rows_and_columns_do_not_count() -> None:
    """Rows keep the numbers that the spreadsheet shows; columns without heading and content are nothing."""
    content = workbook([], good(), [None, None], good(), heading=[*HEADING, None, None])
    assert [row for row, _ in read_rows(content)] == [3, 5]
    assert faults_of(workbook(good("", "note"), heading=HEADING)) == [(2, "cells_do_not_match", None)]


def test_a_formula_counts_by_its_saved_value() -> None:
    """Saved with a value it is that value; without one the file is refused, for nobody knows what it says."""
    plain = workbook(good(), good("=1+1"))
    assert faults_of(plain) == [(0, "formula_without_value", None)]
    # openpyxl writes the empty value by lxml where that is installed, by the standard library where not.
    saved = rewritten(plain, lambda _, text: re.sub(rb"(<f>1\+1</f>)<v( />|></v>)", rb"\1<v>2</v>", text))
    assert [cells for _, cells in read_rows(saved)][1]["offence"] == "2"  # type: ignore[index]  # no fault, as the next line says
    assert faults_of(saved) == []


@pytest.mark.parametrize("number", ["#REF!", "#DIV/0!", "#N/A"])
def test_a_failed_formula_is_a_fault_of_its_cell(number: str) -> None:
    """Its column's letter is that of the spreadsheet."""
    assert faults_of(workbook(good(number))) == [(2, "cell_is_error", "E")]


def test_a_number_that_became_a_date_is_told() -> None:
    """10/2021 typed into a plain cell is October to a spreadsheet."""
    row = [dt.date(2021, 10, 1), *good()[1:]]
    assert faults_of(workbook(row)) == [(2, "fir_became_a_date", "A")]


def test_faults_of_the_heading_have_letters() -> None:
    """Unknown and doubled columns are found by the letter over them; an empty one between others is unknown."""
    heading = [*HEADING, "offence", "shoe size", None, "decision"]
    assert faults_of(workbook(good(), heading=heading)) == [
        (1, "column_twice", "F"), (1, "column_unknown", "G"), (1, "column_unknown", "H"),
    ]  # fmt: skip


def test_a_workbook_without_rows_is_empty() -> None:
    """Nothing at all, or a heading alone."""
    assert faults_of(workbook(heading=[])) == [(0, "file_empty", None)]
    assert faults_of(workbook()) == [(0, "file_empty", None)]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than fits refuses the file as a whole."""
    monkeypatch.setattr("services.cases.rules.register_file.MOST_ROWS", 2)
    assert faults_of(workbook(good(), good())) == []
    assert faults_of(workbook(good(), good(), good())) == [(0, "too_many_rows", None)]


def test_a_sheet_that_lies_about_its_size_is_read_by_its_rows() -> None:
    """A dimension or a last row of a million makes no million cells."""
    content = in_sheet(workbook(good()), b'<dimension ref="A1:E2"', b'<dimension ref="A1:XFD1048576"')
    assert [row for row, _ in read_rows(content)] == [2]
    last = in_sheet(workbook(good(), good()), b'<row r="3"', b'<row r="1048576"')
    assert [code for _, code, _ in faults_of(last)] == []


def big(name: str, size: int) -> bytes:
    """Make a workbook with a part that unpacks to so many bytes of nothing."""
    file = io.BytesIO(workbook(good()))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(size))
    return file.getvalue()


def parts(count: int) -> bytes:
    """Make a workbook of very many parts."""
    file = io.BytesIO(workbook(good()))
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(count):
            archive.writestr(f"xl/media/{number}.bin", b"")
    return file.getvalue()


def lying(size: int) -> bytes:
    """Make a workbook whose directory says less than its part unpacks to."""
    content = bytearray(big("xl/worksheets/sheet9.xml", size))
    place = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, place + 24, 100)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (big("xl/worksheets/sheet2.xml", 200_000_000), "workbook_too_large"),
        (big("xl/sharedStrings.xml", 150_000_000), "workbook_too_large"),
        (parts(600), "workbook_too_large"),
        (lying(50_000_000), "workbook_unreadable"),
        (b"PK\x03\x04 and nothing more", "workbook_unreadable"),
        (workbook(good())[:-40], "workbook_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook_old_or_locked"),
    ],
    ids=["bomb", "bomb-of-texts", "parts", "liar", "stub", "cut-off", "old"],
)
def test_what_is_no_register_is_refused_before_it_is_parsed(
    content: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what its directory says, by what unpacks, by its first bytes; the parser never sees it."""
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: pytest.fail("it was parsed"))
    assert faults_of(content) == [(0, code, None)]


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"]
)
def test_entities_are_refused(name: str) -> None:
    """A document type, which entity bombs are made of, is in no honest workbook."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    content = rewritten(workbook(good()), lambda part, text: bomb + text if part == name else text)
    assert faults_of(content) == [(0, "workbook_unreadable", None)]


@pytest.mark.parametrize(
    "name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/styles.xml"]
)
def test_a_broken_part_is_a_fault_and_no_failure(name: str) -> None:
    """Whatever openpyxl makes of it."""
    for broken in (b"", b"<a", b"<a/>", b"\x00\xff"):
        codes = {code for _, code, _ in faults_of(with_part(name, broken))}
        assert codes <= {"workbook_unreadable", "file_empty"}


def with_part(name: str, content: bytes) -> bytes:
    """Make a workbook with something else in one of its parts."""
    return rewritten(workbook(good()), lambda part, text: content if part == name else text)


@given(st.binary(max_size=300))
def test_no_bytes_fail_otherwise(rest: bytes) -> None:
    """Anything that begins like a workbook is read or refused."""
    for head in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        assert [code for _, code, _ in faults_of(head + rest)] in (["workbook_unreadable"], ["workbook_old_or_locked"])


@pytest.mark.parametrize(
    ("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_a_spreadsheet(place: int, letters: str) -> None:
    """As openpyxl counts them too."""
    assert column_letter(place) == letters == openpyxl.utils.get_column_letter(place + 1)


def test_as_many_rows_fit_in_a_workbook_as_in_csv() -> None:
    """The limit is the register's, not the format's."""
    assert MOST_ROWS == 200_000


WHOLE = workbook(good())


@given(st.data())
def test_a_file_damaged_on_its_way_is_a_fault_and_no_failure(data: st.DataObject) -> None:
    """One byte that another took the place of, anywhere in what is packed: its packing no longer holds, or its sum."""
    part = data.draw(st.sampled_from(zipfile.ZipFile(io.BytesIO(WHOLE)).infolist()))
    start = part.header_offset + 30 + len(part.filename)
    at = start + data.draw(st.integers(0, part.compress_size - 1))
    damaged = WHOLE[:at] + bytes([WHOLE[at] ^ data.draw(st.integers(1, 255))]) + WHOLE[at + 1 :]
    assert {code for _, code, _ in faults_of(damaged)} <= {"workbook_unreadable", "file_empty"}
