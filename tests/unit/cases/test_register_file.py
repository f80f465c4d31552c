"""A register's file as rows: encodings, headings, quoting, lengths."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules import register_file
from services.cases.rules.register import Fault
from services.cases.rules.register_file import read_rows

HEADING = "fir,dated,under_section,police_station\n"
GOOD = HEADING + "1/2022,2022-01-01,302 PPC,Clifton\n"


def faults_of(content: bytes) -> list[tuple[int, str]]:
    """Give the rows and codes of a file's faults."""
    return [(row, found.code) for row, found in read_rows(content) if isinstance(found, Fault)]


@pytest.mark.parametrize("content", [GOOD.encode(), ("\ufeff" + GOOD).encode(), GOOD.replace("\n", "\r\n").encode()])
def test_a_good_file_gives_its_cells(content: bytes) -> None:
    """With or without a byte order mark, with either end of line."""
    assert list(read_rows(content)) == [
        (2, {"fir": "1/2022", "dated": "2022-01-01", "under_section": "302 PPC", "police_station": "Clifton"})
    ]


def test_columns_may_come_in_any_order_and_spelling() -> None:
    """Capitals and spaces in the heading are forgiven."""
    content = b" Police Station ,FIR,Under  Section,Dated\nClifton,1,302 PPC,2022-01-01\n"
    ((row, cells),) = read_rows(content)
    assert row == 2
    assert cells == {"police_station": "Clifton", "fir": "1", "under_section": "302 PPC", "dated": "2022-01-01"}


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"", [(0, "file_empty")]),
        (b"\n\n", [(0, "file_empty")]),
        (b",,,\n", [(0, "file_empty")]),
        (HEADING.encode(), [(0, "file_empty")]),
        (HEADING.encode() + b"\n , , ,\n", [(0, "file_empty")]),
        (b"fir;dated;under_section;police_station\n", [(1, "column_missing")] * 4 + [(1, "column_unknown")]),
        (GOOD.encode() + b"2,2022\n3,4,5,6,7\n", [(3, "cells_do_not_match"), (4, "cells_do_not_match")]),
        (b'"fir,dated\n', [(1, "quoting_malformed")]),
        (GOOD.encode() + b'\n\n2,"x"y,z,a\n', [(3, "quoting_malformed")]),
        (GOOD.encode("utf-16"), [(1, "encoding_not_utf8")]),
        (GOOD.encode("utf-16-le"), [(1, "encoding_not_utf8")]),
        (GOOD.encode() + "صدر\n".encode("cp1256"), [(3, "encoding_not_utf8")]),
        (GOOD.encode() + b"2,\xed\xa0\xbd,x,y\n", [(3, "encoding_not_utf8")]),
    ],
)
def test_what_cannot_be_read_is_said_by_row_and_code(content: bytes, faults: list[tuple[int, str]]) -> None:
    """A wrong file has its fault, a wrong row its own."""
    assert faults_of(content) == faults


def test_a_row_too_many_ends_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the bound the file is whole; beyond it the file has a fault, and blank rows do not count."""
    monkeypatch.setattr(register_file, "MOST_ROWS", 2)
    assert faults_of((HEADING + "a,b,c,d\n\na,b,c,d\n").encode()) == []
    assert faults_of((HEADING + "a,b,c,d\n" * 4).encode()) == [(0, "too_many_rows")]


cells = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells, cells), max_size=8))
def test_whatever_a_spreadsheet_writes_is_read_back(rows: list[tuple[str, ...]]) -> None:
    """Quotes, commas and line breaks in cells come back as they were; rows keep the numbers a spreadsheet shows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADING.strip().split(","), *rows])
    found = [(row, tuple(read.values())) for row, read in read_rows(text.getvalue().encode()) if isinstance(read, dict)]
    assert found == [(number, row) for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    """Anything at all gives rows or named faults, and never nothing."""
    assert list(read_rows(content))
