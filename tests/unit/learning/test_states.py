"""Where a learner stands, when time is over, which day it is, in which order questions come, how codes are typed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.learning.rules import states
from services.learning.rules.codes import ALPHABET, LENGTH, group_code, tidy_code
from services.learning.rules.days import find_day
from services.learning.rules.ordering import shuffle
from services.learning.rules.texts import make_abbreviation, make_head, make_name

NOW = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
codes = st.text(st.sampled_from(ALPHABET), min_size=LENGTH, max_size=LENGTH)


@pytest.mark.parametrize(
    ("passed", "used", "state"), [(True, 1, "passed"), (True, 3, "passed"), (False, 2, "started"), (False, 3, "failed")]
)
def test_where_a_learner_stands(passed: bool, used: int, state: str) -> None:  # noqa: FBT001 - the outcome
    """A pass is a pass, on the last attempt too; without one the learner fails when all three are used."""
    assert states.stand(passed=passed, used=used, allowed=3) == state


def test_time_is_over_after_the_grace() -> None:
    """An answer counts until thirty seconds after the time, and without a limit always."""
    due = states.find_due(NOW, 10)

    assert due == NOW + dt.timedelta(minutes=10)
    assert not states.is_over(due, due + dt.timedelta(seconds=30))
    assert states.is_over(due, due + dt.timedelta(seconds=31))
    assert states.find_due(NOW, None) is None
    assert not states.is_over(None, NOW)


def test_the_day_is_that_of_karachi() -> None:
    """At seven in the evening UTC it is tomorrow in Karachi."""
    assert find_day(dt.datetime(2026, 3, 1, 18, 59, tzinfo=dt.UTC)) == dt.date(2026, 3, 1)
    assert find_day(dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)) == dt.date(2026, 3, 2)


@given(st.lists(st.uuids(), unique=True, max_size=20), st.text(max_size=16), st.randoms())
def test_the_order_is_the_seeds_alone(ids: list[object], seed: str, lot: object) -> None:
    """All things come once, in an order that does not depend on how they were listed."""
    things = [{"id": str(one)} for one in ids]

    assert shuffle(things, seed) == shuffle(things[::-1], seed)
    assert sorted(thing["id"] for thing in shuffle(things, seed)) == sorted(str(one) for one in ids)


def test_seeds_give_different_orders() -> None:
    """Two attempts do not see the same order."""
    things = [{"id": str(number)} for number in range(10)]

    assert len({str(shuffle(things, str(seed))) for seed in range(20)}) == 20


@given(codes)
def test_a_code_is_read_as_people_type_it(code: str) -> None:
    """Small letters, no hyphens, spaces, O for 0 and I or L for 1: it is the code that was issued."""
    issued = group_code(code)

    assert [len(group) for group in issued.split("-")] == [4, 4, 4, 4]
    for typed in (
        issued, code.lower(), issued.replace("-", " "), f"  {issued} ", code.replace("0", "o").replace("1", "l"),
        code.replace("1", "I").replace("0", "O"), issued.replace("-", "–"),
    ):  # fmt: skip
        assert tidy_code(typed) == issued


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_reading_of_codes(typed: str) -> None:
    """Whatever is typed gives some code, and reading that again changes nothing."""
    assert tidy_code(tidy_code(typed)) == tidy_code(typed)


def test_what_items_and_sections_are_searched_by() -> None:
    """A name holds title, Urdu title, abbreviation and citation; a head holds number and heading."""
    assert make_name("Penal Code", "تعزیرات", "P.P.C.", "Act XLV of 1860") == "penal code تعزیرات ppc act xlv of 1860"
    assert make_name("Penal Code", None, None, "Act XLV") == "penal code act xlv"
    assert make_abbreviation("Cr. P.C.") == "crpc"
    assert make_abbreviation(None) is None
    assert make_abbreviation("---") is None
    assert make_head("489-F", "Dishonestly issuing a cheque") == "489 f dishonestly issuing a cheque"
