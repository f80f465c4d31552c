"""The generated province: the same from the same seed, in the measure that is promised."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.load.cases import read_arguments, write_table
from tests.load.cases_import import Imported, make_register
from tests.load.cases_jobs import Measured
from tests.load.generating import COLUMNS as CASE_COLUMNS
from tests.load.province import (
    CASES_A_COURT,
    COLUMNS,
    HEARINGS,
    PARTIES,
    generate_province,
    make_province,
)

COUNT = 6000
PROVINCE = make_province(["badin", "thatta"], COUNT, 1)


def rows(places: range = range(2000)) -> list[tuple[str, tuple[object, ...]]]:
    """Generate some cases of the province."""
    return list(generate_province(places, COUNT, PROVINCE, 1))


def test_the_same_seed_gives_the_same_rows() -> None:
    """And another stretch gives others."""
    assert rows(range(50)) == rows(range(50))
    assert rows(range(50)) != rows(range(50, 100))


def test_a_case_has_four_parties_and_ten_hearings() -> None:
    """On average, within a tenth."""
    counts = Counter(table for table, _ in rows())
    assert (counts["accused"] + counts["case_persons"]) / counts["cases"] == pytest.approx(PARTIES, rel=0.1)
    assert counts["hearing_records"] / counts["cases"] == pytest.approx(HEARINGS, rel=0.1)


def test_every_row_has_its_tables_columns() -> None:
    """Neither more nor fewer, in every table."""
    widths = {(table, len(row)) for table, row in rows()}
    assert widths == {(table, len(columns)) for table, columns in COLUMNS.items()}


def test_a_larger_province_has_more_courts_not_fuller_ones() -> None:
    """A court's desk is the same; a case in court is before one of them."""
    assert (
        len(make_province(["badin"], 10 * COUNT, 1).courts) == 10 * len(PROVINCE.courts) == 10 * COUNT // CASES_A_COURT
    )
    court, stage = (CASE_COLUMNS["cases"].index(name) for name in ("court_id", "stage"))
    for table, row in rows():
        if table == "cases":
            assert (row[court] in PROVINCE.courts) == (row[stage] in ("in_court", "decided"))


def test_no_surname_is_there_twice() -> None:
    """So that a surname is borne by as many people in a small province as in a large one."""
    assert len(set(PROVINCE.surnames)) == len(PROVINCE.surnames)


def test_a_register_has_each_fir_once() -> None:
    """As many lines as were asked for, beneath a heading."""
    lines = make_register(500, 1).splitlines()
    assert len(lines) == 501
    assert len({(line.split(",")[0], line.split(",")[3]) for line in lines[1:]}) == 500


def test_the_table_shows_both_provinces_and_the_plan_of_what_grew() -> None:
    """The ratio of the medians; the import as a share of COPY's speed."""
    small, large = Measured("open", 10, 5, 2.0, 3.0), Measured("open", 1000, 5, 5.0, 7.0, "Seq Scan")
    text = write_table([(small, large)], Imported(7, {"cases": 7}, importing=[4.0, 9.0, 5.0], copying=[2.0, 3.0, 3.0]))
    assert "2.50" in text.splitlines()[1]
    assert "0.50 of COPY's speed (7 cases)" in text
    assert text.endswith("plan of open at 1000 cases:\nSeq Scan")


def test_the_full_size_is_asked_for_by_default() -> None:
    """A million cases beside ten thousand."""
    arguments = read_arguments([])
    assert (arguments.cases, arguments.small) == (1_000_000, 10_000)
