"""Registers that cannot be imported: each fault has its row, its column and its code, and nothing is entered."""

from __future__ import annotations

import datetime as dt

import pytest

from services.cases.usecases.importing import KEPT_FAULTS
from tests.integration.cases.desk import days_ago
from tests.integration.cases.importing import HEADING, cases_of, row, sent, sent_bytes, sheet


def test_one_bad_line_refuses_the_file_and_each_fault_is_listed() -> None:
    """Nothing is entered; row, column and code of every fault are there."""
    bad = ["x", "31-02-2022", "nothing", " "]
    found = sent({"text": sheet(row(1, "Mixed"), bad, row(1, "PS mixed"), ["too", "short"])})
    assert (found["state"], found["case_count"], found["fault_count"]) == ("refused", 0, 6)
    assert set(found["faults"]) == {
        (3, "dated", "day_unreadable"), (3, "fir", "fir_unreadable"), (3, "police_station", "station_unreadable"),
        (3, "under_section", "section_unreadable"), (4, "fir", "fir_twice"), (5, None, "cells_do_not_match"),
    }  # fmt: skip
    assert cases_of(found["id"]) == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (sheet(row(1, "Saddar")).encode("utf-16"), (1, None, "encoding_not_utf8")),
        ((sheet(row(1, "Saddar")) + "2/2022,\xe9,x,y\n").encode("latin-1"), (3, None, "encoding_not_utf8")),
        (b"\xef\xbb\xbf", (0, None, "file_empty")),
        (b"\n", (0, None, "file_empty")),
        (b"fir,dated,police_station\n1,2,3\n", (1, "under_section", "column_missing")),
        (b"fir,dated,under_section,police_station,colour\n", (1, "colour", "column_unknown")),
        (b"fir,dated,under_section,police_station,fir\n", (1, "fir", "column_twice")),
        (sheet(row(1, "Saddar")).encode() + b'2/2022,"open\n', (3, None, "quoting_malformed")),
        (sheet(row(1, "Saddar")).encode() + b'2/2022,"a"b,c,d\n', (3, None, "quoting_malformed")),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(content: bytes, fault: tuple[int, str | None, str]) -> None:
    """Encoding, emptiness, columns, quoting: each has its code and its row."""
    found = sent_bytes(content)
    assert (found["state"], found["faults"]) == ("refused", [fault])


def test_days_out_of_order_or_to_come_are_faults() -> None:
    """A challan before its FIR, and a FIR of tomorrow."""
    heading = [*HEADING, "challan_receive_in_branch", "nature_of_challan", "decision"]
    early = [*row(1, "Order"), str(days_ago(50)), "sideways", "acquitted"]
    late = [f"2/{days_ago(-1).year}", str(days_ago(-1)), "302 PPC", "Order", "", "", ""]
    found = sent({"text": sheet(early, late, heading=heading)})
    assert set(found["faults"]) == {
        (2, "challan_receive_in_branch", "days_out_of_order"), (2, "nature_of_challan", "nature_unknown"),
        (2, "decision", "decision_unknown"), (3, "dated", "day_impossible"),
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named_with_or_without_a_mark(encoding: str) -> None:
    """What Excel calls Unicode text is refused as what it is; a NUL never reaches the database."""
    found = sent_bytes(sheet(row(1, "Wide")).encode(encoding))
    assert (found["state"], found["faults"]) == ("refused", [(1, None, "encoding_not_utf8")])


def test_a_heading_without_rows_is_no_register() -> None:
    """A clerk who sends it learns so, instead of reading that nought cases were imported."""
    assert sent({"text": sheet()})["faults"] == [(0, None, "file_empty")]
    assert sent({"text": sheet([], ["", "", "", ""])})["faults"] == [(0, None, "file_empty")]


def test_a_quoted_line_break_moves_no_row() -> None:
    """Faults are counted by rows as a spreadsheet shows them, not by lines of the file; blank rows count."""
    heading = [*HEADING, "offence"]
    told = sheet(
        [*row(1, "Break"), 'two\nlines, "quoted"'], [], [*row(2, "Break")[:2], "x", "Break", ""], heading=heading
    )
    assert sent({"text": told})["faults"] == [(4, "under_section", "section_unreadable")]
    good = sent({"text": sheet([*row(1, "Break"), 'two\r\nlines, "quoted"'], heading=heading)})
    assert [case.summary for case in cases_of(good["id"])] == ['two\nlines, "quoted"']


def test_a_cell_that_no_one_can_keep_is_named() -> None:
    """Too long, or holding what is no text."""
    heading = [*HEADING, "offence"]
    found = sent({"text": sheet([*row(1, "Cell"), "x" * 4001], [*row(2, "Cell"), "a\x00b"], heading=heading)})
    assert found["faults"] == [(2, "offence", "cell_too_long"), (3, "offence", "cell_unreadable")]


def test_a_quotation_mark_that_is_never_closed_is_named_whatever_follows() -> None:
    """It swallows the rest of the file, which may be longer than a cell may be."""
    content = sheet(row(1, "Open")) + '2/2022,"open' + "\n3/2022,2022-01-01,302 PPC,Open" * 9000
    assert sent({"text": content})["faults"] == [(3, None, "quoting_malformed")]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (str(days_ago(-1)), "day_impossible"), ("1946-12-31", "day_impossible"), ("0001-01-01", "day_impossible"),
        ("9999-12-31", "day_impossible"), ("2022-02-30", "day_unreadable"), ("30/02/2022", "day_unreadable"),
        ("10000-01-01", "day_unreadable"), ("44562", "day_unreadable"), ("", "day_unreadable"),
    ],
)  # fmt: skip
def test_days_out_of_range_are_faults_of_their_cells(day: str, code: str) -> None:
    """To come, before the country, beyond the calendar, a spreadsheet's number of days, or none."""
    found = sent({"text": sheet(row(1, "Range"), ["2", day, "302 PPC", "Range"])})
    assert (found["state"], found["faults"]) == ("refused", [(3, "dated", code)])
    assert cases_of(found["id"]) == []


def test_the_first_day_and_today_are_in_range() -> None:
    """The bounds themselves are good days."""
    first = dt.date(1947, 1, 1)
    found = sent(
        {
            "text": sheet(
                [f"1/{first.year}", str(first), "302 PPC", "Bounds"], ["2", str(days_ago(0)), "302 PPC", "Bounds"]
            )
        }
    )
    assert (found["state"], found["case_count"]) == ("imported", 2)


def test_many_faults_are_all_counted_and_the_first_are_kept() -> None:
    """A wholly wrong file answers its number of faults, and lists enough of them to begin with."""
    found = sent({"text": sheet(*([f"{number}", "never", "302 PPC", "Many"] for number in range(1, 1502)))})
    assert (found["row_count"], found["fault_count"], found["faults"][0]) == (
        1501,
        1501,
        (2, "dated", "day_unreadable"),
    )
    assert found["fault_count"] > KEPT_FAULTS


def test_faults_and_known_firs_are_listed_in_the_order_of_rows() -> None:
    """A FIR that is registered already, a bad line, and a line twice: each by its row."""
    number, day, _, station = row(2, "Sorted")
    assert sent({"text": sheet([number, day, "302 PPC", station])})["state"] == "imported"
    found = sent(
        {"text": sheet(row(1, "Sorted"), ["3", "never", "302 PPC", "Sorted"], row(2, "Sorted"), row(1, "PS Sorted"))}
    )
    assert found["faults"] == [
        (3, "dated", "day_unreadable"),
        (4, "fir", "fir_already_registered"),
        (5, "fir", "fir_twice"),
    ]
    assert (found["fault_count"], cases_of(found["id"])) == (3, [])
