"""What the law says of bail, on both sides of its bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.bail import is_barred, law_of_bail
from services.cases.rules.routes import Punishment

flags = st.booleans()
punishments = st.one_of(
    st.none(), st.builds(Punishment, st.one_of(st.none(), st.integers(1, 400)), flags, flags, flags)
)


def codes(punishment: Punishment | None, *bailable: bool | None, terrorism: bool = False, **who: bool) -> list[str]:
    """Give the notes' codes."""
    given = {"is_woman": False, "is_juvenile": False, **who}
    return [note.code for note in law_of_bail(punishment, bailable, is_terrorism=terrorism, **given)]


@pytest.mark.parametrize(
    ("months", "is_death", "is_life", "barred"),
    [(119, False, False, False), (120, False, False, True), (12, True, False, True), (12, False, True, True)],
)
def test_the_bar_begins_at_ten_years(months: int, is_death: bool, is_life: bool, barred: bool) -> None:  # noqa: FBT001 - columns
    """CrPC 497(1) and ATA 21D: death, life, or ten years; an unknown punishment bars nothing by itself."""
    assert is_barred(Punishment(months, is_death, is_life, is_special_court=False)) == barred
    assert not is_barred(None)


def test_bail_of_bailable_offences_is_a_right_if_all_are() -> None:
    """One that is not, or that nobody has recorded, takes it away."""
    minor = Punishment(12, is_death=False, is_life=False, is_special_court=False)
    assert codes(minor, True, True) == ["bailable"]
    assert codes(minor, True, False) == []
    assert codes(minor, True, None) == ["unknown"]
    assert codes(minor) == ["unknown"]


def test_the_exceptions_are_of_the_ordinary_bar_alone() -> None:
    """A woman and a child under the Code; under the terrorism law the bar has none."""
    grave = Punishment(None, is_death=True, is_life=True, is_special_court=False)
    assert codes(grave, False, is_woman=True, is_juvenile=True) == ["gravity_bar", "woman", "child"]
    assert codes(grave, False, terrorism=True, is_woman=True) == ["special_court", "special_bar"]


@given(punishments, st.lists(st.one_of(st.none(), flags), max_size=4), flags, flags, flags)
def test_a_bar_never_stands_beside_a_right(
    punishment: Punishment | None,
    bailable: list[bool | None],
    terrorism: bool,  # noqa: FBT001 - drawn
    woman: bool,  # noqa: FBT001 - drawn
    child: bool,  # noqa: FBT001 - drawn
) -> None:
    """And exceptions only beside the bar that they are from."""
    notes = law_of_bail(punishment, bailable, is_terrorism=terrorism, is_woman=woman, is_juvenile=child)
    said = {note.code for note in notes}
    assert "bailable" not in said or len(said) == 1
    assert not said & {"woman", "child"} or "gravity_bar" in said


def test_a_class_that_nobody_confirmed_is_told_beside_what_it_says() -> None:
    """Bail as a right too; where no class is known there is none to confirm."""
    minor = Punishment(24, is_death=False, is_life=False, is_special_court=False)
    whose = {"is_terrorism": False, "is_woman": False, "is_juvenile": False, "is_confirmed": False}
    for bailable, codes in (([True], ["bailable", "unconfirmed"]), ([False], ["unconfirmed"]), ([None], ["unknown"])):
        assert [note.code for note in law_of_bail(minor, bailable, **whose)] == codes
