"""Every period of the law in worked examples, on both sides of its last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from services.cases.rules.days import KARACHI
from tests.unit.cases.law import RULES
from tests.unit.cases.worked_examples import (
    EXAMPLES,
    LONG_AFTER,
    NOT_FOR,
    RUNNING,
    WITHOUT_DAY,
    Example,
    just_after,
)


def name_of(example: Example) -> str:
    """Name an example in the list of tests."""
    return f"{example.rule_id}: {example.sections}, {example.person}, {example.began} {example.also}"


running = pytest.mark.parametrize("example", RUNNING, ids=name_of)


def test_how_many_periods_are_held_against_how_many_examples(record_property: Callable[[str, object], None]) -> None:
    """The run says it; a line with a last day is tried on that day and after it."""
    rules = len({(rule.rule_id, rule.valid_from) for rule in RULES})
    examples = 2 * len(RUNNING) + len(WITHOUT_DAY) + len(NOT_FOR)
    record_property("says", f"statutory periods: {rules} dated rules, {examples} worked examples")
    assert examples > rules


@running
def test_a_period_ends_on_its_day(example: Example) -> None:
    """The last day, or hour, is the one that was worked out by hand."""
    run = example.compute(today=dt.date.fromisoformat(example.began.split()[1][:10]))
    assert run is not None
    if "T" in example.due:
        assert run.due_at == dt.datetime.fromisoformat(example.due).replace(tzinfo=KARACHI)
    else:
        assert (run.due_on, run.due_at) == (dt.date.fromisoformat(example.due), None)


@running
def test_a_step_on_the_last_day_is_in_time(example: Example) -> None:
    """At the last moment the step still counts."""
    run = example.compute(example.doing(example.due))
    assert run is not None
    assert run.state == example.in_time


@running
def test_a_step_after_the_last_day_is_too_late(example: Example) -> None:
    """A day later, or a minute where hours count, it does not."""
    run = example.compute(example.doing(just_after(example.due)))
    assert run is not None
    assert run.state == example.late


@pytest.mark.parametrize("example", WITHOUT_DAY, ids=name_of)
def test_a_period_without_a_last_day_stays_open_until_its_step(example: Example) -> None:
    """Nothing is late where no day is set, or while the limit of number is not passed."""
    before = [run for run in example.all_runs(example.facts()) if run.rule.rule_id == example.rule_id]
    done = [run for run in example.all_runs([*example.facts(), example.doing("2026-03-30")]) if run.rule.rule_id == example.rule_id]  # fmt: skip
    assert {run.due_on for run in before} == {None}
    assert done[-1].state == example.in_time


@pytest.mark.parametrize("example", NOT_FOR, ids=name_of)
def test_a_period_does_not_run_where_the_law_excepts(example: Example) -> None:
    """Another law, another punishment, another person, another day: no clock of this rule."""
    assert example.compute() is None


def test_every_dated_rule_has_its_examples() -> None:
    """No row of the law goes without one that runs."""
    shown = {
        (run.rule.rule_id, run.rule.valid_from)
        for example in EXAMPLES
        if example.due != "none"
        for run in example.all_runs(example.facts())
        if run.rule.rule_id == example.rule_id
    }
    assert {(rule.rule_id, rule.valid_from) for rule in RULES} - shown == set()


def test_the_table_is_about_rules_that_are_there() -> None:
    """No example is of a rule that the law does not have any more."""
    assert {example.rule_id for example in EXAMPLES} <= {rule.rule_id for rule in RULES}
    assert all(dt.date.fromisoformat(example.began.split()[1][:10]) < LONG_AFTER for example in EXAMPLES)
