"""A line that a clerk types is read in every way that it can be meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.identity import normalise_fir_number
from services.cases.rules.searching import Asked, numbers_in, read_line, read_numbers

LINES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("435/2022", {"numbers": ("435",), "year": 2022}),
    ("FIR No.435/2022", {"numbers": ("435",), "year": 2022, "words": ""}),
    ("Crime No. 435 of 2022", {"numbers": ("435",), "year": 2022, "words": ""}),
    ("Crime No. 43/2017 of PS Karim Bux", {"numbers": ("43",), "year": 2017, "words": "Karim Bux"}),
    ("Special Case No.420 and 420-A of 2022", {"numbers": ("420", "420-A"), "year": 2022, "words": ""}),
    ("New Special Case No. A-20 of 2013", {"numbers": ("20",), "year": 2013}),
    ("420-A", {"numbers": ("420-A",), "section": "420-A", "act": None}), ("420a", {"numbers": ("420-A",)}),
    ("ایف آئی آر نمبر ۴۳۵/۲۰۲۲", {"numbers": ("435",), "year": 2022, "words": ""}),
    ("302", {"numbers": ("302",), "section": "302"}), ("302 PPC", {"section": "302", "act": "ppc"}),
    ("u/s 23(1)(a) SAA", {"section": "23(1)(A)", "act": "saa"}), ("دفعہ ۳۰۲", {"section": "302"}),
    ("Section 7 ATA", {"section": "7", "act": "ata"}), ("2022", {"numbers": ("2022",), "year": None}),
    ("42101-1234567-1", {"cnic": "4210112345671", "numbers": ()}), ("0300 1234567", {"phone": "+923001234567"}),
    ("AFR-435", {"mark": "AFR435", "numbers": ("435",)}), ("محمد اسلم", {"words": "محمد اسلم", "mark": None}),
    ("The State v. Muhammad Aslam", {"words": "Muhammad Aslam"}), ("Vs", {"words": ""}), ("A.B.", {"words": "A.B."}),
    ("PS Clifton", {"words": "Clifton"}), ("Psarras", {"words": "Psarras"}),
)  # fmt: skip


@pytest.mark.parametrize(("line", "read"), LINES)
def test_a_line_is_read_as_papers_write_it(line: str, read: dict[str, Any]) -> None:
    """Numbers with their year, names without what is written around them, sections, CNICs, telephones, plates."""
    asked = read_line(line)
    assert {name: getattr(asked, name) for name in read} == read


@pytest.mark.parametrize("nothing", ["", "  ", "//", "—", "of the"])
def test_a_line_without_anything_asks_for_nothing(nothing: str) -> None:
    """So that it can be refused instead of finding everything."""
    assert read_line(nothing).is_empty


@given(st.text(max_size=60))
def test_any_line_can_be_read(line: str) -> None:
    """And nothing empty is asked for."""
    asked = read_line(line)
    assert all(asked.numbers)
    assert asked.is_empty == (asked == Asked())
    assert all(getattr(asked, name) != "" for name in ("section", "act", "cnic", "phone", "mark"))


@given(st.integers(1, 999_999), st.sampled_from(["", "A", "B", "M"]), st.integers(1947, 2099))
def test_a_number_and_its_year_are_found_however_they_are_written(number: int, suffix: str, year: int) -> None:
    """As they are kept."""
    kept = f"{number}-{suffix}" if suffix else str(number)
    for written in (f"{kept}/{year}", f"Case No. {kept} of {year}", f"{number:07}"[-6:] + f"{suffix.lower()}/{year}"):
        assert read_numbers(written) == ((kept,), year)


@given(st.text())
def test_each_number_of_a_text_is_one_that_a_fir_can_have(text: str) -> None:
    """Normalising it changes nothing."""
    assert all(normalise_fir_number(number) == number for number in numbers_in(text))
