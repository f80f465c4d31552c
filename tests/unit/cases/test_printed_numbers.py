"""Numbers as cause lists print them are read as they are kept."""

from __future__ import annotations

import pytest

from services.cases.rules.printed_numbers import ANY, APPLICATION, COURT, FIR, MOST_NUMBERS, Printed, read_printed


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Spl. Case No. 420-A/2022", [("420-A", 2022, COURT)]),
        ("SPECIAL CASE NO.420-a OF 2022", [("420-A", 2022, COURT)]),
        ("S.C. No. 045 / 2023", [("45", 2023, COURT)]),
        ("Sessions Case 45/23", [("45", 2023, COURT)]),
        ("New Special Case No. A-20 of 2013", [("20", 2013, COURT)]),
        ("45/2023", [("45", 2023, ANY)]),
        ("109, 109-A & 109-B of 2021", [("109", 2021, ANY), ("109-A", 2021, ANY), ("109-B", 2021, ANY)]),
        ("Special Cases 109, 109-A and 109-B of 2021", [("109", 2021, COURT), ("109-A", 2021, COURT), ("109-B", 2021, COURT)]),
        ("12/340 of 2022", [("12", 2022, ANY), ("340", 2022, ANY)]),
        ("FIR No.435/2022", [("435", 2022, FIR)]),
        ("F.I.R. 435 of 2022 u/s 302/34 PPC", [("435", 2022, FIR)]),
        ("Crime No. 43/2017 of PS Karim Bux", [("43", 2017, FIR)]),
        ("Cr. No. 43/17", [("43", 2017, FIR)]),
        ("Cr. Bail Appln. No. 12/2024", [("12", 2024, APPLICATION)]),
        ("Crl. Misc. Application 7/2024 in FIR 43/2017", [("7", 2024, APPLICATION), ("43", 2017, FIR)]),
        ("Spl. Case 420/2022 (FIR 435/2022 u/s 353/324/34 PPC r/w 7 ATA, PS Gulberg)", [("420", 2022, COURT), ("435", 2022, FIR)]),
        ("مقدمہ نمبر ۴۲۰ الف/۲۰۲۲", [("420-A", 2022, COURT)]),
        ("خصوصی مقدمہ ۴۵ سال ۲۰۲۳", [("45", 2023, COURT)]),
        ("ایف آئی آر نمبر ٤٣٥/٢٠٢٢ تھانہ گلبرگ زیر دفعہ ۳۰۲/۳۴", [("435", 2022, FIR)]),
        ("\u200f45/2023\u200e", [("45", 2023, ANY)]),
        ("Special Case 45", [("45", None, COURT)]),
        ("The State v. A.B.", []),
        ("u/s 302/34 PPC", []),
        ("", []),
    ],
)  # fmt: skip
def test_numbers_are_read(text: str, numbers: list[tuple[str, int | None, str]]) -> None:
    """Each with its year and register; sections of law are none."""
    assert list(read_printed(text).numbers) == [Printed(*number) for number in numbers]


@pytest.mark.parametrize(
    ("text", "station"),
    [
        ("FIR 435/2022 PS Gulberg", "gulberg"),
        ("FIR 435/2022 P.S. A-Section, Karachi", "a section"),
        ("FIR 435/2022 u/s 302 PPC Police Station Karim Bux u/s 34", "karim bux"),
        ("ایف آئی آر ۴۳۵/۲۰۲۲ تھانہ گلبرگ", "گلبرگ"),
        ("435/2022", None),
        ("PS 435/2022", None),
    ],
)
def test_the_station_is_read(text: str, station: str | None) -> None:
    """By its key, without what follows it."""
    assert read_printed(text).station == station


def test_a_column_says_what_its_numbers_are() -> None:
    """A number that names no register is of the column's; one that does is of its own."""
    assert read_printed("435/2022", register=FIR).of(FIR) == (Printed("435", 2022, FIR),)
    assert read_printed("Spl. Case 435/2022", register=FIR).of(FIR) == ()


def test_a_line_of_numbers_without_end_is_bounded() -> None:
    """Nobody makes the service look for thousands of numbers in one line."""
    assert len(read_printed(", ".join(str(number) for number in range(1, 900)) + " of 2022").numbers) == MOST_NUMBERS
