"""Remand held against its limits, verdicts together, numbers over numbers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.courtroom import (
    CHARGE_VERDICTS,
    REMAND_KINDS,
    Limit,
    Spell,
    fold_number,
    new_over_old,
    remand_faults,
    suffixed,
    verdict_of_charges,
)
from tests.unit.cases.procedure import read_rows

DAY = dt.date(2026, 3, 1)
ROWS = {(row["law"], row["kind"]): row for row in read_rows("remand_limits")}
days = st.integers(1, 200)


def number(text: str) -> int | None:
    """Read a number that may be missing."""
    return int(text) if text else None


def limit(law: str, kind: str) -> Limit:
    """Give a limit as it is shipped."""
    row = ROWS[law, kind]
    women = frozenset(row["sections_for_women"].split()) or None
    return Limit(number(row["least_days"]), number(row["most_days"]), number(row["most_total"]), women, row["source"])


def spell(count: int, after: int = 0) -> Spell:
    """Give a remand of so many days, beginning so many days after the first."""
    start = DAY + dt.timedelta(days=after)
    return Spell(start, start + dt.timedelta(days=count))


def faults(law: str, kind: str, new: int, *earlier: int, woman: str = "") -> list[str]:
    """Give what is beyond the law; `woman`: that the accused is one, charged under this."""
    return remand_faults(
        limit(law, kind), spell(new), [spell(one) for one in earlier], is_woman=bool(woman), sections={woman}
    )


@pytest.mark.parametrize(
    ("law", "kind", "new", "earlier", "count"),
    [
        ("ordinary", "police", 15, (), 0), ("ordinary", "police", 16, (), 2), ("ordinary", "police", 5, (10,), 0),
        ("ordinary", "police", 6, (10,), 1), ("ordinary", "judicial", 15, (15, 15, 15), 0),
        ("ordinary", "judicial", 16, (), 1), ("terrorism", "police", 14, (), 1), ("terrorism", "police", 15, (), 0),
        ("terrorism", "police", 30, (30, 30), 0), ("terrorism", "police", 31, (), 1),
        ("terrorism", "police", 30, (30, 30, 15), 1), ("terrorism", "judicial", 15, (), 0),
    ],
)  # fmt: skip
def test_remand_on_both_sides_of_each_limit(
    law: str, kind: str, new: int, earlier: tuple[int, ...], count: int
) -> None:
    """CrPC 167(2): 15 days in all; 344: 15 at a time; ATA 21E: 15 to 30 each, 90 in all."""
    found = faults(law, kind, new, *earlier)
    assert len(found) == count
    assert all(ROWS[law, kind]["source"] in one for one in found)


@pytest.mark.parametrize(("section", "count"), [("ppc:302", 0), ("ppc:395", 0), ("ppc:379", 1), ("ppc:420", 1)])
def test_a_woman_goes_into_police_custody_for_qatl_and_dacoity_alone(section: str, count: int) -> None:
    """CrPC 167(5); a man for any."""
    assert len(faults("ordinary", "police", 5, woman=section)) == count
    assert faults("ordinary", "judicial", 5, woman=section) == []


def test_every_kind_of_remand_has_its_limit_under_either_law() -> None:
    """No order goes unchecked because a row is missing."""
    assert set(ROWS) == {(law, kind) for law in ("ordinary", "terrorism") for kind in REMAND_KINDS}


@given(days, st.lists(days, max_size=4), days)
def test_a_longer_remand_never_has_fewer_faults_of_length(new: int, earlier: list[int], more: int) -> None:
    """What is beyond the most stays beyond it."""
    most = Limit(None, 15, 60, None, "law")
    before, after = (
        remand_faults(most, spell(n), map(spell, earlier), is_woman=False, sections=()) for n in (new, new + more)
    )
    assert len(after) >= len(before)


@given(st.lists(st.sampled_from(CHARGE_VERDICTS), min_size=1))
def test_a_result_is_one_of_the_verdicts_and_convicted_goes_before_all(verdicts: list[str]) -> None:
    """Convicted of one charge is convicted, whatever the others are."""
    result = verdict_of_charges(verdicts)
    assert result in verdicts
    assert (result == "convicted") == ("convicted" in verdicts)


def test_without_a_verdict_there_is_no_result() -> None:
    """It is an error of the caller."""
    with pytest.raises(ValueError, match="no charge"):
        verdict_of_charges([])


def test_the_new_number_stands_over_the_old() -> None:
    """The newest first, each older one beneath it (SCCR 7.2)."""
    assert new_over_old(["420 of 2022"]) == "420 of 2022"
    assert new_over_old(["A-20 of 2013", "109/2021", "12/2024"]) == "12/2024 / (109/2021) / (A-20 of 2013)"


@pytest.mark.parametrize(
    ("leading", "taken", "free"),
    [
        ("Special Case 420/2022", (), "Special Case 420-A/2022"),
        ("Special Case 109 of 2021", ("Special Case 109 A of 2021",), "Special Case 109-B of 2021"),
        ("420", ("420-A", "420-B"), "420-C"),
        ("420/2022", tuple(f"420-{one}/2022" for one in "ABCDEFGHIJKL"), "420-N/2022"),
        ("no number", (), None),
    ],
)
def test_a_case_tried_with_another_gets_the_next_suffix(leading: str, taken: tuple[str, ...], free: str | None) -> None:
    """A, B and on; M is never given, because m marks miscellaneous cases."""
    assert suffixed(leading, taken) == free


@given(st.integers(1, 9999), st.integers(2000, 2030), st.sets(st.sampled_from("ABCDEFGHIJKL")))
def test_a_free_number_is_free(serial: int, year: int, letters: set[str]) -> None:
    """However the others are written."""
    taken = [f"{serial} {letter.lower()} of {year}" for letter in letters]
    free = suffixed(f"{serial}/{year}", taken)
    assert free is not None
    assert fold_number(free) not in {fold_number(one) for one in taken}
