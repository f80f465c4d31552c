"""What makes two FIRs the same one, however they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.identity import (
    fold_digits,
    normalise_fir_number,
    normalise_police_station,
    normalise_section,
    police_station_key,
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("435", "435"), (" 0435 ", "435"), ("۴۳۵", "435"), ("٤٣٥", "435"), ("420-A", "420-A"), ("420a", "420-A"),
        ("420 - a", "420-A"), ("999999", "999999"), ("1000000", None), ("0", None), ("", None), ("-1", None),
        ("435/2022", None), ("4.5", None), ("420-AB", None), ("4 35", None), ("FIR 435", None),
    ],
)  # fmt: skip
def test_a_number_is_kept_in_one_form_or_refused(written: str, kept: str | None) -> None:
    """Leading noughts, digits of any script and spaces are forgiven; what is no number is none."""
    assert normalise_fir_number(written) == kept


@given(st.integers(1, 999_999), st.sampled_from(["", "A", "Z"]))
def test_a_kept_number_is_kept_as_it_is(number: int, suffix: str) -> None:
    """Normalising twice changes nothing, and every numeral script gives the same."""
    kept = f"{number}-{suffix}" if suffix else str(number)
    assert normalise_fir_number(kept) == kept
    assert normalise_fir_number(kept.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PS Clifton", "clifton"), ("P.S. Clifton", "Police Station  Clifton"), ("P. S: Clifton", "CLIFTON"),
        ("A-Section", "a section"), ("Orangi-5", "Orangi ۵"), ("Café", "Cafe\u0301"), ("كلفٹن", "کلفٹن"),
        ("صدرِ", "صدر"), ("سٹی\u200c", "سٹي"), ("شاہ", "شاه"),
    ],
)  # fmt: skip
def test_spellings_of_a_station_are_one_station(one: str, other: str) -> None:
    """Case, hyphens, `PS`, digits, keyboards and marks over letters do not make another station."""
    assert police_station_key(one) == police_station_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("City", "City A"), ("Orangi 5", "Orangi 6"), ("صدر", "شہر"), ("PSO", "O")])
def test_stations_of_other_names_stay_apart(one: str, other: str) -> None:
    """Nor does a name that begins with the letters of `PS` lose them."""
    assert police_station_key(one) != police_station_key(other)


@pytest.mark.parametrize("nothing", ["", "  ", "PS", "P.S. -", "---", "police station"])
def test_a_station_without_a_name_is_none(nothing: str) -> None:
    """Nothing is left to compare."""
    assert police_station_key(nothing) == ""


@given(st.text(max_size=40))
def test_a_stations_key_is_its_own_key(name: str) -> None:
    """Text of any kind gives a key without edges, and its name as kept gives the same key."""
    key = police_station_key(name)
    assert key == key.strip()
    assert police_station_key(normalise_police_station(name)) == key or not normalise_police_station(name)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("302", "302"), ("23(1)(a)", "23(1)(A)"), (" 265 - k ", "265-K"), ("۳۰۲", "302"), ("7(ff)", "7(FF)"),
        ("", None), ("murder", None), ("3021", None), ("302;", None), ("353/324", None), ("302" + "A" * 20, None),
        ("302-34", None), ("302 PPC", None), ("302-B-2", None), ("23(1", None), ("265-K-", None),
        ("337-A(i)", "337-A(I)"), ("337-F-vi", "337-F-VI"), ("11-EEE", "11-EEE"), ("21EEEE", "21EEEE"), ("9(1)3(c)", "9(1)3(C)"),
        ("156(1)(89)", "156(1)(89)"), ("489F", "489F"), ("6(2)(ee)", "6(2)(EE)"),
    ],
)  # fmt: skip
def test_a_section_is_kept_in_one_form_or_refused(written: str, kept: str | None) -> None:
    """One to three digits and what follows them."""
    assert normalise_section(written) == kept


@given(st.text())
def test_folding_digits_changes_digits_alone(text: str) -> None:
    """As many characters come out, and what is no digit stays."""
    folded = fold_digits(text)
    assert len(folded) == len(text)
    assert all(before == after or before.isdigit() for before, after in zip(text, folded, strict=True))
