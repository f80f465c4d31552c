"""The procedure's table: no dead ends, nothing out of reach, and the steps that each stage allows."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases import api
from services.cases.rules import words
from services.cases.rules.procedure import BEGINNING, OWN_OPERATIONS, Exit, Procedure, Stage, is_valid, steps_of
from tests.unit.cases.procedure import EXIT_ROWS, EXITS, PROCEDURE, STAGE_ROWS, STAGES

STANDING = sorted(code for code in PROCEDURE.stages if PROCEDURE.entered(code) == code)


def test_no_stage_is_a_dead_end_and_none_is_out_of_reach() -> None:
    """From the FIR a case can come to every stage, and from every stage to an end."""
    assert PROCEDURE.unreachable() == set()
    assert PROCEDURE.dead_ends() == set()


@pytest.mark.parametrize("code", [code for code in STANDING if not PROCEDURE.stages[code].is_final])
def test_the_check_sees_a_dead_end_and_a_stage_out_of_reach(code: str) -> None:
    """Broken once for each stage: without its exits it is a dead end, without ways into it it is out of reach."""
    closed = Procedure(
        [dataclasses.replace(stage, within=None) if stage.code == code else stage for stage in STAGES],
        [way for way in EXITS if way.from_stage != code],
    )
    assert code in closed.dead_ends()
    hidden = Procedure(STAGES, [way for way in EXITS if way.to_stage != code])
    assert code in hidden.unreachable() or code == BEGINNING


def test_the_stages_shown_in_lists_are_those_of_the_table() -> None:
    """What a case shows is an outermost stage, and each of them is shown."""
    assert {PROCEDURE.outermost(code) for code in PROCEDURE.stages} == set(words.STAGES)


@pytest.mark.parametrize(
    ("stage", "kinds"),
    [
        ("investigation", {"final", "interim", "cancellation", "discharge"}),
        ("scrutiny", set()),
        ("returned", {"final", "interim", "cancellation", "discharge"}),
        *((code, {"final", "supplementary"}) for code in STANDING if PROCEDURE.outermost(code) == "in_court"),
        ("judgment_given", set()),
    ],
)
def test_a_stage_takes_its_kinds_of_report(stage: str, kinds: set[str]) -> None:
    """A supplementary report follows one that was filed; while one is scrutinised no other comes."""
    assert {kind for kind in words.REPORT_KINDS if PROCEDURE.find_exit(stage, "receive_report", kind)} == kinds


@pytest.mark.parametrize("stage", STANDING)
def test_a_result_may_end_the_case_at_any_stage_of_the_trial_and_at_no_other(stage: str) -> None:
    """CrPC 249-A and 265-K acquit at any stage; what is not in court has no result."""
    may = PROCEDURE.find_exit(stage, "decide_case") is not None
    assert may == (PROCEDURE.outermost(stage) == "in_court")


@given(st.sampled_from(STANDING), st.sampled_from(EXITS))
def test_a_stage_s_own_exit_goes_before_the_one_around_it(stage: str, way: Exit) -> None:
    """A step is found once, in the innermost stage that has it, and never leads to where one stands already."""
    found = PROCEDURE.find_exit(stage, way.step, next(iter(sorted(way.kinds)), None))
    if found is None:
        assert way.from_stage not in PROCEDURE.lineage(stage) or way.to_stage == stage
    else:
        assert found.from_stage in PROCEDURE.lineage(stage)
        assert found.to_stage != stage


@given(st.sampled_from(words.STAGES), st.one_of(st.none(), st.sampled_from(sorted(PROCEDURE.stages)), st.text()))
def test_a_case_always_stands_in_a_stage_of_what_it_shows(shown: str, last: str | None) -> None:
    """Whatever its last step was: an imported case without steps stands in the first part."""
    assert PROCEDURE.outermost(PROCEDURE.stands_in(shown, last)) == shown


def test_who_takes_a_step_is_who_may_call_its_operation() -> None:
    """The permission in the table is the one that the step's own operation asks for."""
    declared = {name: operation.may for name, operation in api.api.operations.items()}
    asked = {(row["step"], row["permission"]) for row in EXIT_ROWS if row["step"] in OWN_OPERATIONS}
    assert {(step, declared[OWN_OPERATIONS[step]]) for step, _ in asked} == asked


def test_every_row_is_dated_and_cites_its_source() -> None:
    """No stage and no exit without a day and a section of law."""
    rows = [*STAGE_ROWS, *EXIT_ROWS]
    assert all(dt.date.fromisoformat(row["valid_from"]) and row["source"] and row["says"] for row in rows)
    assert steps_of(EXITS) == list(dict.fromkeys(way.step for way in EXITS))


@given(st.dates(), st.dates(), st.one_of(st.none(), st.dates()))
def test_a_dated_row_holds_from_its_first_to_its_last_day(on: dt.date, first: dt.date, last: dt.date | None) -> None:
    """Both days count; without a last day it holds on."""
    assert is_valid(first, last, on) == (first <= on <= (last or dt.date.max))


def test_a_stage_without_parts_is_entered_itself() -> None:
    """And one with parts in the first of them, by position."""
    procedure = Procedure([Stage("a", None, 1, True), Stage("b", "a", 2, False), Stage("c", "a", 1, False)], [])
    assert (procedure.entered("a"), procedure.entered("b"), list(procedure.lineage("b"))) == ("c", "b", ["b", "a"])
