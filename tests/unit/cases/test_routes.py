"""Which office decides: by the gravest punishment, from office to office, on both sides of each bound."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.identity import normalise_section
from services.cases.rules.procedure import OFFICES
from services.cases.rules.routes import (
    Punishment,
    Row,
    days_left,
    effect_of_withdrawal,
    gravest,
    next_office,
    offence_rows,
    route_withdrawal,
)
from services.cases.rules.scrutinising import DELAY_REQUESTS, defect_state, delay_contradiction
from tests.unit.cases.procedure import read_rows

_YES = {"yes": True, "no": False, "": None}
POWERS = read_rows("powers")
OFFENCES = [*read_rows("offences"), *read_rows("offences_2")]


def rows_of(power: str) -> list[Row]:
    """Give a route as it is shipped."""
    return [
        Row(
            row["office"], int(row["position"]), row["permission"], row["acts"],
            int(row["most_months"]) if row["most_months"] else None, _YES[row["is_special_court"]], row["source"],
        )
        for row in POWERS
        if row["power"] == power
    ]  # fmt: skip


WITHDRAWAL = rows_of("approve_withdrawal")
APPEAL = rows_of("appeal_acquittal")
terms = st.one_of(st.none(), st.integers(1, 400))
punishments = st.builds(Punishment, terms, st.booleans(), st.booleans(), st.booleans())


def years(months: int | None, *, death: bool = False, life: bool = False, special: bool = False) -> Punishment:
    """Give a punishment."""
    return Punishment(months, death, life, special)


@pytest.mark.parametrize(
    ("punishment", "is_special", "office"),
    [
        (years(36), False, "district_public_prosecutor"), (years(37), False, "prosecutor_general"),
        (years(84), False, "prosecutor_general"), (years(85), False, "government"),
        (years(24, life=True), False, "government"), (years(24, death=True), False, "government"),
        (years(24), True, "government"), (years(24, special=True), False, "government"),
        (years(None), False, "government"), (None, False, "government"),
    ],
)  # fmt: skip
def test_who_approves_a_withdrawal_on_both_sides_of_each_bound(
    punishment: Punishment | None,
    is_special: bool,  # noqa: FBT001 - a column of the table
    office: str,
) -> None:
    """SCPSA 9-A(3)(e): three years the DPP, seven the PG, more and every special court's offence the Government."""
    row = route_withdrawal(WITHDRAWAL, punishment, is_special_court=is_special)
    assert row is not None
    assert row.office == office


@given(punishments, punishments, st.booleans())
def test_a_graver_offence_never_goes_to_a_lower_office(one: Punishment, other: Punishment, is_special: bool) -> None:  # noqa: FBT001 - drawn
    """What is added to an accusation keeps or raises the office."""
    alone = route_withdrawal(WITHDRAWAL, gravest([one]), is_special_court=is_special)
    both = route_withdrawal(WITHDRAWAL, gravest([one, other]), is_special_court=is_special)
    assert alone is not None
    assert both is not None
    assert both.position >= alone.position


def test_without_rows_nobody_approves() -> None:
    """And a route without offices has no first one."""
    assert route_withdrawal([], years(12), is_special_court=False) is None
    assert next_office([], None) is None


def test_an_acquittal_s_appeal_goes_through_four_offices() -> None:
    """Prosecutor, Prosecutor General, Law Secretary, Law Minister; the last approves."""
    route: list[str] = []
    office = next_office(APPEAL, None)
    while office is not None:
        route.append(office.office)
        office = next_office(APPEAL, office.office)
    assert route == ["prosecutor", "prosecutor_general", "law_secretary", "law_minister"]
    assert [row.acts for row in APPEAL] == ["recommend", "recommend", "recommend", "approve"]
    assert next_office(APPEAL, "government") is None


def test_vicarious_sections_weigh_nothing_by_themselves() -> None:
    """`302/34` is as grave as 302; 34 alone has no punishment that could be known."""
    shared = Punishment(None, False, False, False, is_vicarious=True)
    assert gravest([years(24), shared]) == years(24)
    assert gravest([shared]) is None
    assert gravest([]) is None
    assert gravest([years(24), years(None)]) is None


@pytest.mark.parametrize(
    ("section", "known", "found"),
    [
        ("302", ["302"], ["302"]),
        ("302(B)", ["302"], ["302"]),
        ("7(1)(A)", ["7(1)(A)", "7(1)(B)"], ["7(1)(A)"]),
        ("7", ["7(1)(A)", "7(1)(B)", "8"], ["7(1)(A)", "7(1)(B)"]),
        ("7(1)(Z)(2)", ["7(1)"], ["7(1)"]),
        ("30", ["302", "300"], []),
        ("506(9)", [], []),
    ],
)
def test_a_section_finds_its_rows(section: str, known: list[str], found: list[str]) -> None:
    """Itself, what it is a clause of, or all its clauses; never another section that begins alike."""
    assert offence_rows(section, known) == found


def test_the_effect_of_a_withdrawal_depends_on_the_charge() -> None:
    """CrPC 494: before the charge a discharge, after it an acquittal."""
    assert (effect_of_withdrawal(is_charged=False), effect_of_withdrawal(is_charged=True)) == ("discharge", "acquittal")


@given(st.dates(), st.dates())
def test_the_countdown_is_the_days_between(last: dt.date, today: dt.date) -> None:
    """Zero on the last day, negative after it; nothing where no last day is known."""
    assert days_left(last, today) == (last - today).days
    assert days_left(None, today) is None


def test_powers_and_offences_are_dated_rows_with_sources() -> None:
    """Every office is known, every section is written as cases keep it, and no offence stands twice on a day."""
    assert {row["office"] for row in POWERS} <= set(OFFICES)
    assert all(dt.date.fromisoformat(row["valid_from"]) and row["source"] for row in [*POWERS, *OFFENCES])
    assert [row["section"] for row in OFFENCES if normalise_section(row["section"]) != row["section"]] == []
    keys = [(row["act"], row["section"], row["valid_from"]) for row in OFFENCES]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("answer", "decision", "state"),
    [
        (None, None, "open"), ("removed", None, "removed"), ("disputed", None, "disputed"),
        ("disputed", "accepted", "withdrawn"), ("disputed", "rejected", "upheld"),
    ],
)  # fmt: skip
def test_where_a_defect_stands(answer: str | None, decision: str | None, state: str) -> None:
    """It follows from the police's last word and the decision on it."""
    assert defect_state(answer, decision) == state


@pytest.mark.parametrize("asks_for", DELAY_REQUESTS)
@pytest.mark.parametrize("is_compelling", [True, False])
def test_compelling_reasons_ask_for_time_and_others_for_the_trial(asks_for: str, is_compelling: bool) -> None:  # noqa: FBT001 - a column
    """SCPSA 9(5): of the four combinations two agree."""
    agrees = is_compelling == (asks_for == "postponement")
    assert (delay_contradiction(is_compelling=is_compelling, asks_for=asks_for) is None) == agrees
