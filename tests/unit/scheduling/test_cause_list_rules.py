"""Which court and day a list is of, which case a row is, how two lists differ, how a list is written."""

from __future__ import annotations

import csv
import datetime as dt
import io
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.scheduling.rules.cause_list_checks import check_above, find_courts
from services.scheduling.rules.cause_list_columns import is_heading, name_columns
from services.scheduling.rules.cause_list_differences import Entry, find_changes
from services.scheduling.rules.cause_list_matching import (
    Match,
    Said,
    Standing,
    find_standing,
    mark_twice,
    match_numbers,
    spelling_of,
)
from services.scheduling.rules.cause_list_rows import UnreadableList
from services.scheduling.rules.cause_list_sheet import (
    HEADING,
    lay_out,
    make_entry,
    safe_cell,
    write_csv,
    write_day,
    write_title,
)

DAY = dt.date(2026, 7, 31)
ATC_2, ADJ_3, SESSIONS = (uuid.UUID(int=number) for number in (1, 2, 3))
NAMES = {
    ATC_2: ["Anti-Terrorism Court II, Karachi", "انسداد دہشت گردی عدالت نمبر 2 کراچی"],
    ADJ_3: ["Additional Sessions Court III, Karachi South"],
    SESSIONS: ["District and Sessions Court, Karachi South"],
}


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("IN THE COURT OF JUDGE, ANTI TERRORISM COURT NO. II KARACHI", ATC_2),
        ("ATC-II Karachi", ATC_2),
        ("بعدالت جناب جج انسداد دہشت گردی عدالت نمبر ۲ کراچی", ATC_2),
        ("In the Court of the IIIrd Additional District & Sessions Judge Karachi South", ADJ_3),
        ("3rd Additional Sessions Judge, Karachi South", ADJ_3),
        ("District & Sessions Judge Karachi South", SESSIONS),
        ("Judicial Magistrate IV Malir", None),
        ("", None),
    ],
)
def test_a_court_is_told_by_its_telling_words(text: str, court: uuid.UUID | None) -> None:
    """Numbers in any writing; of two that fit the one that says more."""
    assert find_courts(text, NAMES) == ({court} if court else set())


def test_a_heading_of_another_court_or_day_is_refused() -> None:
    """What is not recognised is only noted."""
    assert check_above(["ATC-II Karachi", "31.07.2026"], ATC_2, DAY, NAMES) == []
    assert check_above(["Roznamcha"], ATC_2, DAY, NAMES) == ["court_not_named", "day_not_named"]
    assert check_above(["Revised on 01.08.2026 for 31st July 2026", "ATC-II Karachi"], ATC_2, DAY, NAMES) == []
    for above, code in ((["ATC-II Karachi"], "other_court"), (["31.07.2025"], "other_day")):
        with pytest.raises(UnreadableList) as caught:
            check_above(above, ADJ_3, DAY, NAMES)
        assert caught.value.code == code


@pytest.mark.parametrize(
    "cells",
    [
        ("S.No.", "Case No.", "Parties", "Stage"), ("Sr. #", "Case Number", "Title", "Next Date"), ("نمبر شمار", "مقدمہ نمبر", "فریقین", "غرض"),
        ("#", "FIR No.", "P.S.", "U/S"), ("", "CASE NOS", "", "Purpose of hearing"),
    ],
)  # fmt: skip
def test_headings_are_known_in_many_words(cells: tuple[str, ...]) -> None:
    """English, Urdu; one that names no number is none."""
    assert is_heading(cells)
    assert len(name_columns(cells)) == len([cell for cell in cells if cell])
    assert not is_heading(
        [cell for cell in cells if "ase" not in cell.lower() and "FIR" not in cell and "مقدمہ" not in cell]
    )


def candidate(case: int, court: uuid.UUID | None = ATC_2) -> dict[str, Any]:
    """Give a case that a number may mean."""
    return {"case_id": str(uuid.UUID(int=case)), "court_id": str(court) if court else None}


def numbers(*candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give a row's numbers with their candidates."""
    return [{"candidates": found} for found in candidates]


@pytest.mark.parametrize(
    ("found", "state", "cases"),
    [
        ([], "unreadable", 0), (numbers([]), "unmatched", 0), (numbers([candidate(7)], []), "unmatched", 0),
        (numbers([candidate(7)]), "matched", 1), (numbers([candidate(7)], [candidate(7)]), "matched", 1),
        (numbers([candidate(7)], [candidate(8)]), "matched", 2), (numbers([candidate(7), candidate(8)]), "several", 0),
        (numbers([candidate(7, ADJ_3)]), "other_court", 1), (numbers([candidate(7, None)]), "matched", 1),
    ],
)  # fmt: skip
def test_a_row_is_matched_only_when_every_number_means_one_case(found: Any, state: str, cases: int) -> None:
    """Nothing is guessed; a case that is not in court yet may be heard there."""
    match = match_numbers(found, ATC_2)
    assert (match.state, len(match.case_ids)) == (state, cases)


def test_a_case_further_down_is_marked_as_there_twice() -> None:
    """Also when it stood within a group of cases before."""
    one, two = uuid.UUID(int=7), uuid.UUID(int=8)
    matches = {2: Match("matched", [one, two]), 3: Match("matched", [two]), 4: Match("unmatched")}
    mark_twice(matches)
    assert [match.state for match in matches.values()] == ["matched", "twice", "unmatched"]


def test_a_row_is_held_against_the_hearing_of_its_day_first() -> None:
    """Each difference is named; without a hearing there is none."""

    def standing(day: dt.date, time: dt.time | None = None) -> Standing:
        return Standing(uuid.uuid4(), frozenset(), day, time, "charge")

    today, later = standing(DAY, dt.time(9)), standing(DAY + dt.timedelta(days=3))
    assert find_standing(Said(DAY, None, "charge"), [later, today]) == (today, [])
    assert find_standing(Said(DAY, dt.time(10), "bail"), [today]) == (today, ["time", "purpose"])
    assert find_standing(Said(DAY, dt.time(9), None), [later]) == (later, ["day"])
    assert find_standing(Said(DAY, None, None), []) == (None, [])


def test_a_spelling_is_remembered_without_its_blanks_and_marks() -> None:
    """The number as printed, or the title of a row without one."""
    assert (
        spelling_of("Spl. Case No.45-A / ۲۰۲۳", None) == spelling_of("SPL CASE NO 45A/2023", "x") == "splcaseno45a2023"
    )
    assert spelling_of(None, "State v. X") == "statevx"
    assert spelling_of(" - ", None) is None
    assert spelling_of(None, None) is None


def entries(*keys: str, **times: str) -> list[Entry]:
    """Give a list of entries in this order."""
    return [Entry(key, serial, times.get(key)) for serial, key in enumerate(keys, 1)]


def test_lists_differ_by_what_is_added_gone_moved_and_reordered() -> None:
    """As few as can be are called reordered."""
    changes = find_changes(entries("a", "b", "c", "d"), entries("d", "a", "c", "e", c="10:00"))
    assert [(change.kind, change.key) for change in changes] == [
        ("reordered", "d"), ("moved", "c"), ("added", "e"), ("gone", "b"),
    ]  # fmt: skip
    assert find_changes(entries("a", "b"), entries("a", "b")) == []
    told = changes[1].to_data()
    assert (told["time_before"], told["time_after"], told["serial_before"], told["serial_after"]) == (
        None,
        "10:00",
        3,
        3,
    )


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_changes_tell_exactly_what_became_of_a_list(before: list[str], after: list[str]) -> None:
    """Added and gone are the set differences; those that kept their order are in order in both."""
    changes = find_changes(entries(*before), entries(*after))
    kinds = {kind: {one.key for one in changes if one.kind == kind} for kind in ("added", "gone", "reordered")}
    assert kinds["added"] == set(after) - set(before)
    assert kinds["gone"] == set(before) - set(after)
    still = [key for key in after if key in before and key not in kinds["reordered"]]
    assert still == [key for key in before if key in still]


def hearing(**more: Any) -> dict[str, Any]:
    """Give a hearing as it is read."""
    return {
        "hearing_id": "h", "case_id": "c", "joined_case_ids": [], "prosecutor_ids": ["p"], "time": "09:00", "room": "1",
        "purpose": "charge", "purpose_en": "Framing of charge", "purpose_ur": "فرد جرم", "status": "scheduled", "version": 1,
        "starts_at": "2026-07-31T04:00:00+00:00", "ends_at": "2026-07-31T04:30:00+00:00", "changed_at": "2026-07-01T04:00:00+00:00",
        **more,
    }  # fmt: skip


def title(**more: Any) -> dict[str, Any]:
    """Give how a case may be named."""
    return {
        "is_withheld": False, "court_case_number": "SC 1/2026", "fir_label": "5/2026", "police_station": "City",
        "sections": "302 PPC", "first_accused": "A.B.", "accused_count": 1, "has_child": False, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("named", "written"),
    [
        (title(), "The State v. A.B."), (title(accused_count=2), "The State v. A.B. and another"),
        (title(accused_count=4), "The State v. A.B. and 3 others"), (title(accused_count=0, first_accused=None), "The State v. unknown accused"),
        (title(first_accused=None, has_child=True), "The State v. a child"), (title(first_accused=None), "The State v. (name withheld)"),
        ({}, "Withheld by order"),
    ],
)  # fmt: skip
def test_a_title_names_who_may_be_named(named: dict[str, Any], written: str) -> None:
    """As courts style a case (SCCR 7.1)."""
    assert write_title(named, "en") == written
    assert write_title(named, "ur")


def test_the_office_sees_where_a_prosecutor_is_missing() -> None:
    """The door does not."""
    kept = [make_entry(hearing(), title(), 1), make_entry(hearing(prosecutor_ids=[]), title(), 2)]
    about = {
        "court_en": "ATC-II",
        "court_ur": None,
        "district": "Karachi",
        "judge": None,
        "day": "2026-07-31",
        "language": "en",
    }
    office, door = (lay_out(kept, {**about, "form": form}) for form in ("office", "public"))
    assert ([line["mark"] for line in office.lines], office.notes) == (["", "!"], ["No prosecutor: 2."])
    assert ([line["mark"] for line in door.lines], door.notes, door.is_public) == (["", ""], [], True)
    urdu = lay_out(kept, {**about, "form": "office", "language": "ur"})
    assert (urdu.lines[0]["purpose"], urdu.court, urdu.day) == ("فرد جرم", "ATC-II", write_day(DAY, "ur"))
    assert write_day(DAY, "en") == "Friday, 31-07-2026"


def test_no_cell_is_taken_for_a_formula() -> None:
    """A title that begins like one is text; the file keeps to RFC 4180."""
    kept = make_entry(hearing(room='=HYPERLINK("x")'), title(court_case_number='He said "1", 2'), 1)
    rows = list(csv.reader(io.StringIO(write_csv([kept], "2026-07-31"))))
    assert rows[0] == list(HEADING)
    assert rows[1][3:5] == ['\'=HYPERLINK("x")', 'He said "1", 2']
    assert [safe_cell(cell) for cell in ("-1", "@x", "\t=1", None, 5, "a=b")] == ["'-1", "'@x", "'\t=1", "", "5", "a=b"]
