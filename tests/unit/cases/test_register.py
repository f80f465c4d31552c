"""A register's line: what it says, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.register import (
    OPTIONAL,
    REQUIRED,
    Line,
    heading_faults,
    read_day,
    read_line,
    read_sections_text,
)
from services.cases.rules.words import OUTCOMES, REPORT_KINDS, REPORT_STATES, STAGES

TODAY = dt.date(2026, 6, 1)
COURSE = (
    "challan_receive_in_branch", "objection_date", "challan_resubmitted_after_defect_removals", "challan_passed_date",
    "date_of_receiving_challan_in_court",
)  # fmt: skip


def line_of(**cells: str) -> tuple[Line, list[tuple[str | None, str]]]:
    """Read a line that is good but for these cells."""
    good = {"fir": "435/2022", "dated": "2022-03-01", "under_section": "302 PPC", "police_station": "Clifton"}
    line, faults = read_line({**good, **cells}, TODAY)
    return line, [(fault.column, fault.code) for fault in faults]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-03-01", dt.date(2022, 3, 1)), ("01-03-2022", dt.date(2022, 3, 1)), ("1/3/2022", dt.date(2022, 3, 1)),
        ("1.3.2022", dt.date(2022, 3, 1)), (" ۱-۳-۲۰۲۲ ", dt.date(2022, 3, 1)), ("29-02-2024", dt.date(2024, 2, 29)),
        ("29-02-2023", None), ("13/25/2022", None), ("01-03-22", None), ("2022-3-1", None), ("20220301", None),
        ("2022-W09-2", None), ("1 March 2022", None), ("00-00-0000", None), ("", None),
    ],
)  # fmt: skip
def test_days_are_read_day_first_or_in_the_standards_form(text: str, day: dt.date | None) -> None:
    """What could mean two days, or none, is refused."""
    assert read_day(text) == day


@given(st.dates())
def test_every_day_is_read_back(day: dt.date) -> None:
    """In both forms that the platform and clerks write."""
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.day:02}-{day.month:02}-{day.year:04}") == day


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("302 PPC", ["ppc 302"]),
        ("u/s 353/324/34 PPC r/w 7 ATA", ["ppc 353", "ppc 324", "ppc 34", "ata 7"]),
        ("302, 34 P.P.C; 23(1)(a) SAA", ["ppc 302", "ppc 34", "saa 23(1)(A)"]),
        ("Sections 4/5 of Explosives Act read with 7 ATA", ["explosives 4", "explosives 5", "ata 7"]),
        ("9(c) CNS & 34 PPC", ["cnsa 9(C)", "ppc 34"]),
        ("302/302 PPC", ["ppc 302"]),
        ("302", None), ("PPC", None), ("302 XYZ", None), ("murder", None), ("", None), ("302 PPC 34", None),
    ],
)  # fmt: skip
def test_sections_are_read_as_they_are_written(text: str, sections: list[str] | None) -> None:
    """Each section belongs to the act named after it; one without an act, or an unknown act, makes the whole unreadable."""
    found = read_sections_text(text)
    assert (None if found is None else [f"{one['act']} {one['section']}" for one in found]) == sections


def test_a_good_line_is_read_whole() -> None:
    """Number, year, day, station, sections and offence, in the forms they are kept in."""
    line, faults = line_of(fir="0435/22", police_station="PS  Cafe\u0301", offence=" Murder\r\nat night ")
    assert faults == []
    assert (line.fir_number, line.fir_year, line.fir_on) == ("435", 2022, dt.date(2022, 3, 1))
    assert (line.police_station, line.summary, line.stage) == ("Café", "Murder\nat night", "investigation")
    assert line.fir == ("cafe", 2022, "435")


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"fir": "435/2021"}, ("fir", "fir_unreadable")),
        ({"fir": "x/2022"}, ("fir", "fir_unreadable")),
        ({"fir": "435/2022/1"}, ("fir", "fir_unreadable")),
        ({"dated": ""}, ("dated", "day_unreadable")),
        ({"dated": "2026-06-02"}, ("dated", "day_impossible")),
        ({"dated": "1946-12-31", "fir": "1"}, ("dated", "day_impossible")),
        ({"police_station": "PS"}, ("police_station", "station_unreadable")),
        ({"police_station": "x" * 81}, ("police_station", "station_unreadable")),
        ({"under_section": "murder"}, ("under_section", "section_unreadable")),
        ({"nature_of_challan": "sideways"}, ("nature_of_challan", "nature_unknown")),
        ({"decision": "convicted"}, ("decision", "decision_unknown")),
        ({"date_of_decision": "2022-04-01"}, ("decision", "decision_unknown")),
        ({"date_of_decision": "2022-04-01", "decision": "lost"}, ("decision", "decision_unknown")),
        ({"challan_receive_in_branch": "2022-02-28"}, ("challan_receive_in_branch", "days_out_of_order")),
        ({"challan_receive_in_branch": "soon"}, ("challan_receive_in_branch", "day_unreadable")),
        ({"offence": "x" * 4001}, ("offence", "cell_too_long")),
        ({"judge_name": "a\x00b"}, ("judge_name", "cell_unreadable")),
        ({"judge_name": "a\x85b"}, ("judge_name", "cell_unreadable")),
    ],
)
def test_each_wrong_cell_is_the_one_fault_of_its_line(cells: dict[str, str], fault: tuple[str, str]) -> None:
    """What is wrong is said once, of its own column."""
    if cells.get("dated", "x")[:4] == "2026":
        cells = {**cells, "fir": "435"}
    assert line_of(**cells)[1] == [fault]


def test_the_bounds_themselves_are_good() -> None:
    """Today, the first day of 1947, the longest name and cell; a FIR needs no year beside its number."""
    assert line_of(fir="1", dated=str(TODAY))[1] == []
    assert line_of(fir="1", dated="1947-01-01", police_station="x" * 80, offence="x" * 4000)[1] == []


def test_an_impossible_day_makes_no_other_day_wrong() -> None:
    """A FIR of tomorrow is one fault, not one for each step that followed it."""
    line = {"fir": "1", "dated": "2026-06-02", "challan_receive_in_branch": "2026-05-01"}
    assert line_of(**line)[1] == [("dated", "day_impossible")]


@pytest.mark.parametrize(
    ("steps", "stage", "reports"),
    [
        ("", "investigation", []),
        ("r", "scrutiny", ["under_scrutiny"]),
        ("ro", "returned", ["returned"]),
        ("roa", "scrutiny", ["returned", "under_scrutiny"]),
        ("rp", "in_court", ["filed"]),
        ("rc", "in_court", ["filed"]),
        ("roapc", "in_court", ["returned", "filed"]),
        ("rop", "in_court", ["returned", "filed"]),
        ("c", "in_court", []),
    ],
)
def test_a_lines_days_tell_its_course(steps: str, stage: str, reports: list[str]) -> None:
    """Received, objected to, received again, passed, in court: reports and stage follow."""
    columns = dict(zip("roapc", COURSE, strict=True))
    cells = {columns[step]: str(dt.date(2022, 3, 10 + place)) for place, step in enumerate(steps)}
    line, faults = line_of(**cells)
    assert (faults, line.stage, [report.state for report in line.reports]) == ([], stage, reports)


@pytest.mark.parametrize(
    ("decision", "outcome"),
    [("Convicted", "convicted"), (" compromise ", "acquitted"), ("Abated", "otherwise_disposed")],
)
def test_a_decision_closes_the_case(decision: str, outcome: str) -> None:
    """With its day, whatever came before."""
    line, faults = line_of(date_of_decision="2022-04-01", decision=decision)
    assert (faults, line.stage, line.outcome, line.decided_on) == ([], "decided", outcome, dt.date(2022, 4, 1))


words = st.sampled_from(
    ["", "2022-03-05", "05-04-2022", "2022-05-05", "tomorrow", "final", "Interim", "acquitted", "302"]
)


@given(st.dictionaries(st.sampled_from([*REQUIRED, *OPTIONAL]), st.text(max_size=30) | words))
def test_no_cells_break_the_reader_and_a_line_without_faults_is_consistent(cells: dict[str, str]) -> None:
    """Whatever is written: faults, or a line whose words and days the tables take."""
    line, faults = read_line(cells, TODAY)
    if faults:
        return
    assert line.stage in STAGES
    assert line.outcome is None or line.outcome in OUTCOMES
    assert (line.decided_on is None) == (line.outcome is None)
    assert line.fir_on.year == line.fir_year
    assert line.sections
    assert all(report.kind in REPORT_KINDS and report.state in REPORT_STATES for report in line.reports)
    spans: list[Any] = [day for report in line.reports for day in (report.received_on, report.settled_on)]
    known = [line.fir_on, *(day for day in spans if day is not None)]
    assert all(before <= after for before, after in pairwise(known))


def test_a_heading_is_held_against_the_columns() -> None:
    """All four that must be there; unknown ones, cut short; one that is there twice."""
    assert list(heading_faults([*REQUIRED, *OPTIONAL])) == []
    assert [(fault.column, fault.code) for fault in heading_faults(["fir", "dated", "fir", "x" * 90])] == [
        ("under_section", "column_missing"), ("police_station", "column_missing"), ("fir", "column_twice"),
        ("x" * 60, "column_unknown"),
    ]  # fmt: skip
