"""Statutory periods: which apply on a day, when they end, and both sides of their last day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.cases.rules.clocks import (
    FIR_RECORDED,
    REPORT_RECEIVED,
    REPORT_RETURNED,
    Rule,
    applicable_rules,
    due_day,
    is_missed,
    read_step,
    settled_state,
)
from services.cases.rules.facts import FACTS
from services.cases.rules.words import LADDER_STEPS
from tests.unit.cases.law import BY_ID, RULES

# A Monday; 23 March and 1 May are holidays, 20 to 22 March those of Eid.
FIR_ON = dt.date(2026, 3, 2)
HOLIDAYS = {dt.date(2026, 3, 20), dt.date(2026, 3, 21), dt.date(2026, 3, 22), dt.date(2026, 3, 23), dt.date(2026, 5, 1)}
TERM_ON = dt.date(2026, 3, 16)
A_DAY = dt.timedelta(days=1)
days = st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1))
counts = st.integers(0, 120)


def rule_of(unit: str, count: int | None, valid_from: dt.date = dt.date.min, valid_to: dt.date | None = None) -> Rule:
    """Make a rule of nothing in particular."""
    return Rule("ANY", valid_from, valid_to, FIR_RECORDED, frozenset({"final_report"}), "every_case", unit, count)


@pytest.mark.parametrize(
    ("rule_id", "last"),
    [
        ("CHALLAN-14", dt.date(2026, 3, 16)),
        ("INTERIM-17", dt.date(2026, 3, 19)),
        ("ATA-INTERIM-33", dt.date(2026, 4, 4)),
        ("SCRUT-3", dt.date(2026, 3, 5)),
        # 30 working days: 4 Sundays in 34 days and three holidays that are none.
        ("ATA-INV-30", dt.date(2026, 4, 9)),
    ],
)
def test_each_period_ends_on_its_day(rule_id: str, last: dt.date) -> None:
    """On the last day the step is in time, a day later it is not; only working days mind holidays."""
    due_on = due_day(BY_ID[rule_id], FIR_ON, HOLIDAYS)
    assert due_on == last
    assert [is_missed(due_on, last - A_DAY), is_missed(due_on, last), is_missed(due_on, last + A_DAY)] == [
        False, False, True,
    ]  # fmt: skip
    assert [settled_state(due_on, last), settled_state(due_on, last + A_DAY)] == ["met", "missed"]


def test_holidays_move_working_days_alone() -> None:
    """Without the holidays the periods in working days end earlier; the others end the same day."""
    counted = [
        rule for rule in RULES if rule.unit in ("calendar", "working", "months", "years") and not rule.needs_given
    ]
    moved = {rule.rule_id for rule in counted if due_day(rule, TERM_ON, HOLIDAYS) != due_day(rule, TERM_ON, ())}
    assert moved == {"ATA-INV-30", "APP-ATA-HC", "AML-STR-7"}
    assert due_day(BY_ID["ATA-INV-30"], FIR_ON, ()) == dt.date(2026, 4, 6)


@pytest.mark.parametrize(
    ("started_by", "ordinary", "terrorism"),
    [
        (FIR_RECORDED, {"CHALLAN-14", "INTERIM-17"}, {"ATA-INV-30", "ATA-INTERIM-33"}),
        (REPORT_RECEIVED, {"SCRUT-3"}, {"SCRUT-3"}),
        (REPORT_RETURNED, {"DEFECT-FIX"}, {"DEFECT-FIX"}),
        ("tea_served", set(), set()),
    ],
)
def test_each_step_starts_the_periods_of_its_law(started_by: str, ordinary: set[str], terrorism: set[str]) -> None:
    """Terrorism cases have the ATA's periods instead of the Code's; scrutiny has the same in all."""
    for is_terrorism, expected in ((False, ordinary), (True, terrorism)):
        found = applicable_rules(RULES, started_by, FIR_ON, is_terrorism=is_terrorism)
        assert {rule.rule_id for rule in found} == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_no_rule_applies_before_the_law_it_comes_from(rule: Rule) -> None:
    """It applies from the day the law has force, not the day before, in the cases it is for."""
    rule = replace(rule, condition="")
    is_terrorism = rule.applies_to == "terrorism"
    for day, expected in ((rule.valid_from - A_DAY, []), (rule.valid_from, [rule])):
        assert applicable_rules([rule], rule.started_by, day, is_terrorism=is_terrorism) == expected


@given(days, st.integers(0, 4000), days)
def test_no_rule_applies_outside_its_validity(first: dt.date, length: int, on: dt.date) -> None:
    """Both bounds are in it; what lies beyond is not."""
    last = first + dt.timedelta(days=length)
    rule = rule_of("calendar", 3, first, last)
    assert bool(applicable_rules([rule], FIR_RECORDED, on, is_terrorism=False)) == (first <= on <= last)
    for day, applies in ((first - A_DAY, False), (first, True), (last, True), (last + A_DAY, False)):
        assert bool(applicable_rules([rule], FIR_RECORDED, day, is_terrorism=True)) == applies


@given(days, days)
def test_a_law_that_replaces_another_leaves_no_day_without_and_none_with_both(changed: dt.date, on: dt.date) -> None:
    """When a period is changed from a day on, each day knows exactly one."""
    old = rule_of("calendar", 14, valid_to=changed - A_DAY)
    new = replace(rule_of("calendar", 21), valid_from=changed)
    assert applicable_rules([old, new], FIR_RECORDED, on, is_terrorism=False) == [new if on >= changed else old]


@given(st.sampled_from(["calendar", "working"]), days, counts, counts)
def test_more_time_never_makes_a_period_end_earlier(unit: str, on: dt.date, count: int, more: int) -> None:
    """A longer period ends on the same day or later, and none ends before it begins."""
    short, long = due_day(rule_of(unit, count), on, HOLIDAYS), due_day(rule_of(unit, count + more), on, HOLIDAYS)
    assert on <= short <= long


@given(st.sampled_from(["calendar", "working"]), days, counts, st.integers(0, 60))
def test_a_later_start_never_makes_a_period_end_earlier(unit: str, on: dt.date, count: int, later: int) -> None:
    """What is recorded later is due on the same day or later."""
    rule = rule_of(unit, count)
    assert due_day(rule, on, HOLIDAYS) <= due_day(rule, on + dt.timedelta(days=later), HOLIDAYS)


def test_a_period_that_a_person_sets_ends_on_the_day_they_said() -> None:
    """And asks for one."""
    said = dt.date(2026, 3, 9)
    assert due_day(BY_ID["DEFECT-FIX"], FIR_ON, HOLIDAYS, said) == said
    with pytest.raises(ValueError, match="DEFECT-FIX needs a day"):
        due_day(BY_ID["DEFECT-FIX"], FIR_ON, HOLIDAYS)


@pytest.mark.parametrize("unit", ["calendar", "working"])
def test_a_rule_without_its_number_of_days_is_no_rule(unit: str) -> None:
    """A row that was entered half is refused where it is used, not counted as nought."""
    with pytest.raises(ValueError, match="has no length"):
        due_day(rule_of(unit, None), FIR_ON, ())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.rule_id} {rule.valid_from}")
def test_a_rule_names_facts_and_steps_that_are_known(rule: Rule) -> None:
    """Each fact it waits for, or asks for in its condition, is on the closed list; each step of its ladder has somebody to tell."""
    lists = (rule.met_by, rule.restarted_by, rule.stopped_by, rule.paused_by, rule.resumed_by, rule.against)
    named = frozenset({rule.started_by, *filter(None, [rule.sets_off])}).union(*lists)
    asked = set(re.findall(r"'(\w+)' in noted", rule.condition))
    assert (named | asked) - FACTS.keys() == set()
    assert bool(rule.paused_by) == bool(rule.resumed_by)
    ladder = [read_step(text) for text in rule.ladder]
    assert {step.kind for step in ladder} <= set(LADDER_STEPS)
    assert {step.to for step in ladder} <= {"lead", "team", "district_public_prosecutor", "prosecutor_general"}
    assert [step.offset for step in ladder] == sorted(step.offset for step in ladder)
    assert ladder
