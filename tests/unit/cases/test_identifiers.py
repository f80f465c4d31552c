"""CNIC, telephone and initials: however a clerk writes them, they are kept in one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.identifiers import check_cnic, initials_of, normalise_cnic, normalise_phone

DIGITS = st.text(alphabet="0123456789", min_size=13, max_size=13)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@given(digits=DIGITS)
def test_a_cnic_is_one_however_it_is_written(digits: str) -> None:
    """Dashes, spaces and the digits of any keyboard make no difference."""
    dashed = f"{digits[:5]}-{digits[5:12]}-{digits[12:]}"
    written = (
        digits,
        dashed,
        dashed.replace("-", " "),
        f" {dashed} ",
        digits.translate(ARABIC),
        dashed.translate(URDU),
    )
    assert {normalise_cnic(text) for text in written} == {digits}


@given(text=st.text(max_size=40))
def test_what_is_kept_as_a_cnic_has_thirteen_digits(text: str) -> None:
    """Whatever is typed, either 13 plain digits come out or nothing."""
    read = normalise_cnic(text)
    assert read is None or (len(read) == 13 and read.isascii() and read.isdigit())


@pytest.mark.parametrize(
    "text", ["", "4210112345671", "421011234567", "42101-123456-1", "42101-1234567-12", "4210I-1234567-1"]
)
def test_what_is_no_cnic_is_told_apart(text: str) -> None:
    """Twelve or fourteen digits, or letters, are none; thirteen digits are one."""
    assert (normalise_cnic(text) is not None) == (text == "4210112345671")


@pytest.mark.parametrize(
    ("cnic", "gender", "warnings"),
    [
        ("4210112345671", "male", []),
        ("4210112345672", "female", []),
        ("4210112345671", "female", ["cnic_gender_disagrees"]),
        ("4210112345672", "male", ["cnic_gender_disagrees"]),
        ("4210112345672", "transgender", []),
        ("4210112345672", "unknown", []),
        ("9210112345671", "male", ["cnic_province_unknown"]),
        ("0210112345672", "male", ["cnic_province_unknown", "cnic_gender_disagrees"]),
        (None, "male", []),
    ],
)
def test_an_unusual_cnic_is_warned_about(cnic: str | None, gender: str, warnings: list[str]) -> None:
    """The last digit and the province are looked at again, never refused: there are other cards."""
    assert check_cnic(cnic, gender) == warnings


@given(rest=st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_a_mobile_number_is_one_however_it_is_written(rest: str) -> None:
    """With the country's code or without, with separators or without: E.164."""
    number = f"3{rest}"
    written = [
        f"0{number}",
        f"+92{number}",
        f"0092{number}",
        f"92{number}",
        f"0{number[:3]}-{number[3:]}",
        f"+92 {number[:3]} {number[3:]}",
    ]
    assert {normalise_phone(text) for text in written} == {f"+92{number}"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("021-34567890", "+922134567890"),
        ("+44 20 7946 0000", "+442079460000"),
        ("0044 20 7946 0000", "+442079460000"),
        ("۰۳۰۰۱۲۳۴۵۶۷", "+923001234567"),
        ("3001234567", None),
        ("0300123456", None),
        ("+923001", None),
        ("03001234567890", None),
        ("call him", None),
        ("", None),
    ],
)
def test_other_numbers_are_read_or_refused(text: str, kept: str | None) -> None:
    """Landlines and numbers abroad are read; what is too short, too long or none is refused."""
    assert normalise_phone(text) == kept


@given(text=st.text(max_size=40))
def test_a_kept_number_is_always_e164(text: str) -> None:
    """Whatever is typed, either a plus and eight to fifteen digits come out, or nothing."""
    read = normalise_phone(text)
    assert read is None or (read[0] == "+" and read[1:].isascii() and read[1:].isdigit() and 8 <= len(read[1:]) <= 15)


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Gul Bano", "G.B."),
        ("ghulam  abbas", "G.A."),
        ("گل بانو", "گ.ب."),
        ("Muhammad Ali Khan Shah Bux", "M.A.K.S."),
        ("4 2", ""),
    ],
)
def test_initials_are_of_the_names_own_letters(name: str, initials: str) -> None:
    """Each word's first letter, four at most."""
    assert initials_of(name) == initials
