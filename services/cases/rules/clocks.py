"""Statutory periods, calculated: what starts, when it ends, what meets it, when it is missed.

The rules themselves are dated rows; this module only reads them. A period does not count the day it runs from. A period
in working days needs the holidays; when more are declared, the days that are still to come are counted anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from services.cases.rules.days import add_days, add_working_days

FIR_RECORDED = "fir_recorded"
REPORT_RECEIVED = "report_received"
REPORT_RETURNED = "report_returned"
REPORT_FILED = "report_filed"
FINAL_REPORT = "final_report"
INTERIM_REPORT = "interim_report"


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated clock rule."""

    rule_id: str
    valid_from: dt.date
    valid_to: dt.date | None
    started_by: str
    met_by: frozenset[str]
    applies_to: str
    unit: str
    length: int | None


def applicable_rules(rules: Iterable[Rule], started_by: str, on: dt.date, *, is_terrorism: bool) -> list[Rule]:
    """Give the rules that a step on a day starts, as the law stood on that day."""
    kinds = {"every_case", "terrorism" if is_terrorism else "ordinary"}
    return [
        rule
        for rule in rules
        if rule.started_by == started_by
        and rule.applies_to in kinds
        and rule.valid_from <= on
        and (rule.valid_to is None or on <= rule.valid_to)
    ]


def due_day(rule: Rule, started_on: dt.date, holidays: Collection[dt.date], given: dt.date | None = None) -> dt.date:
    """Give the last day on which the step is in time; `given` is the day a person set, for rules that leave it to one."""
    if rule.unit == "given":
        if given is None:
            raise ValueError(f"{rule.rule_id} needs a day set by a person")
        return given
    if rule.length is None:
        raise ValueError(f"{rule.rule_id} has no length")
    if rule.unit == "working":
        return add_working_days(started_on, rule.length, holidays)
    return add_days(started_on, rule.length)


def is_missed(due_on: dt.date, today: dt.date) -> bool:
    """Tell whether the last day has passed."""
    return today > due_on


def settled_state(due_on: dt.date, on: dt.date) -> str:
    """Give the state of a clock whose step was taken on a day."""
    return "missed" if is_missed(due_on, on) else "met"
