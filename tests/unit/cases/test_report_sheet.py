"""Reports laid out for paper: cells, columns, notes, bars."""

from __future__ import annotations

from typing import Any

import pytest

from services.cases.rules.forms import FORMS, NOT_HELD, TITLES, add_up_persons, add_up_state
from services.cases.rules.report_figures import BANDS, FACT_NAMES, MOVEMENT, hide, make_figures
from services.cases.rules.report_sheet import FIGURE_COLUMNS, MOST_BARS, TOO_SMALL, lay_out, write
from services.cases.rules.reports import DIMENSIONS


def counts(**changes: Any) -> dict[str, Any]:
    """Give a row as it is counted: ten pending at both ends."""
    return {
        **dict.fromkeys((*FACT_NAMES, *MOVEMENT, *BANDS), 0), "opening": 10, "closing": 10, "entered_late": 0,
        "oldest_ids": None, "oldest_days": None, **changes,
    }  # fmt: skip


def figures(*groups: tuple[str, dict[str, Any]], **changes: Any) -> dict[str, Any]:
    """Give a report by court."""
    return {
        "dimension": "court", "first_on": "2026-03-01", "last_on": "2026-03-31", "as_of": None, "district": None,
        "court_id": None, "each_case_once": False, "counts_all_sealed": True, "hides_small": False,
        "total": make_figures(counts(), 31),
        "groups": [{"key": key, "label": None, **make_figures(row, 31)} for key, row in groups], **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (7, 7),
        (1.5, 1.5),
        ("in_custody", "in custody"),
        ("SC 1/2026", "SC 1/2026"),
        (["ppc 302", "ppc 34"], "ppc 302, ppc 34"),
        ([{"number": "SC 1", "since": "2020-01-01"}, {"number": None, "since": "2021-01-01"}],
         "SC 1 (2020-01-01), without number (2021-01-01)"),
        ({"judge_on_leave": 1, "lawyers_strike": 3}, "lawyers strike: 3, judge on leave: 1"),
    ],
)  # fmt: skip
def test_cells_are_written_for_people(value: Any, text: Any) -> None:
    """Numbers stay numbers; codes lose their underscores, what a clerk wrote stays as it is."""
    assert write(value) == text


def test_a_row_that_does_not_reconcile_has_a_note() -> None:
    """With its sum; the others' note is left out then."""
    sheet = lay_out("figures", figures(("a", counts(closing=7)), ("b", counts())))
    assert next(note for note in sheet.notes if note.startswith("a: ")).endswith(
        "7 are pending at the end: 3 fewer, unexplained."
    )
    assert not any(note.startswith("Pending +") for note in sheet.notes)
    assert [row[0] for row in sheet.rows] == ["Total", "a", "b"]
    assert all(len(row) == len(sheet.columns) == len(FIGURE_COLUMNS) + 1 for row in sheet.rows)


def test_hidden_numbers_say_so_and_have_no_bar() -> None:
    """Where small numbers are hidden an empty cell is not a rate without a denominator."""
    hidden = counts(decided=None)
    sheet = lay_out("figures", figures(("a", hidden), hides_small=True, counts_all_sealed=False))
    assert TOO_SMALL in sheet.rows[1]
    assert any("under five" in note for note in sheet.notes)
    assert any("Sealed" in note for note in sheet.notes)
    assert dict(lay_out("figures", figures(("a", counts()))).bars[1].values) == {"a": 10.0}
    assert "-" in lay_out("figures", figures()).rows[0]


def test_a_chart_shows_the_largest_alone() -> None:
    """Twelve bars, the longest first."""
    groups = [(str(number), counts(closing=number, decided=number)) for number in range(1, 31)]
    pending = lay_out("figures", figures(*groups)).bars[1]
    assert [value for _, value in pending.values] == [float(number) for number in range(30, 30 - MOST_BARS, -1)]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_dimension_has_a_title_in_both_languages(dimension: str) -> None:
    """And says what it is about."""
    sheet = lay_out("figures", figures(dimension=dimension, as_of="2026-04-01", district="badin", court_id="c"))
    assert sheet.title.startswith("Performance report by ")
    assert sheet.title_ur > sheet.title
    assert sheet.about == ("2026-03-01 to 2026-03-31", "as it was known on 2026-04-01", "district badin", "court c")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_laid_out_by_its_columns(form: str) -> None:
    """Each column has a heading in English and Urdu; what is not held is said."""
    columns = [{"name": name, "says": says, "says_ur": says_ur} for name, says, says_ur in FORMS[form]]
    row = {name: 5 for name, _, _ in FORMS[form]} | ({"kind": "trials"} if form in ("17", "19") else {})
    counted = {**figures(), "title": TITLES[form][0], "title_ur": TITLES[form][1], "columns": columns, "rows": [row]}
    sheet = lay_out("return", {**counted, "not_held": NOT_HELD[form]})
    assert all(says and says_ur for says, says_ur in sheet.columns)
    assert len(sheet.rows[0]) == len(columns)
    assert bool(sheet.bars) == (form in ("17", "19", "20"))
    assert any("does not hold" in note for note in sheet.notes) == bool(NOT_HELD[form])


def test_forms_say_what_is_unexplained() -> None:
    """Of cases with a sentence, of persons as a number."""
    moved = dict(zip(MOVEMENT, (5, 2, 1, 3, 1, 3), strict=True))
    assert add_up_state(moved)["unexplained"] == 1
    names = ("discharged", "acquitted_on_withdrawal", "acquitted_otherwise", "convicted", "otherwise", "transferred")
    assert add_up_persons({**dict.fromkeys(names, 1), "opening": 9, "came": 2, "remaining": 4})["unexplained"] == 1


def test_rows_that_do_not_add_up_are_hidden_one_by_one() -> None:
    """Without a total nothing else follows from a small number."""
    rows: list[dict[str, Any]] = [{"times": 3}, {"times": 30}]
    hide(rows, ["times"], [])
    assert rows == [{"times": None}, {"times": 30}]
