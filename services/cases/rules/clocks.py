"""Statutory periods, calculated: what starts them, how long they are, when they end, when one is missed.

The rules themselves are dated rows; this module only reads them. A period does not count the day it runs from. A period
in working days needs the holidays; when more are declared, the days that are still to come are counted anew. Days on which
a period is paused are not counted.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from services.cases.rules.conditions import Known, holds
from services.cases.rules.days import KARACHI, add_days, add_working_days, day_in_karachi
from services.cases.rules.facts import (
    FINAL_REPORT,
    FIR_RECORDED,
    INTERIM_REPORT,
    REPORT_FILED,
    REPORT_RECEIVED,
    REPORT_RETURNED,
)

__all__ = [
    "FINAL_REPORT", "FIR_RECORDED", "INTERIM_REPORT", "REPORT_FILED", "REPORT_RECEIVED", "REPORT_RETURNED", "Pause",
    "Rule", "Step", "add_months", "applicable_rules", "applies_in", "due_day", "due_instant", "first_step_at", "instant_of",
    "is_late", "is_missed", "read_step", "runs_on", "settled_state", "step_instant",
]  # fmt: skip

_NONE: Final = frozenset[str]()


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
    restarted_by: frozenset[str] = _NONE
    stopped_by: frozenset[str] = _NONE
    paused_by: frozenset[str] = _NONE
    resumed_by: frozenset[str] = _NONE
    against: frozenset[str] = _NONE
    counts_for: str = "case"
    condition: str = ""
    counted_from: str = "fact"
    calendar: str = "office"
    nature: str = "duty"
    is_once: bool = False
    sets_off: str | None = None
    ladder: tuple[str, ...] = ()
    source: str = ""

    @property
    def needs_given(self) -> bool:
        """Tell whether it counts by a day that a person sets."""
        return self.unit == "given" or self.counted_from == "given"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that does not count; it lasts while it has no end."""

    since_on: dt.date
    until_on: dt.date | None = None
    since_at: dt.datetime | None = None
    until_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a rule's ladder: so many days (hours, where the rule counts them) from the last, what it is, whom it is for."""

    offset: int
    kind: str
    to: str


def runs_on(rule: Rule, on: dt.date) -> bool:
    """Tell whether the rule was law on a day."""
    return rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to)


def applies_in(rule: Rule, known: Known) -> bool:
    """Tell whether the rule is for such a case and accused."""
    law = "terrorism" if known["is_terrorism"] else "ordinary"
    return rule.applies_to in ("every_case", law) and holds(rule.condition, known)


def applicable_rules(rules: Iterable[Rule], started_by: str, on: dt.date, *, is_terrorism: bool) -> list[Rule]:
    """Give the rules that a step on a day starts, as the law stood on that day; for those without a condition of their own."""
    known = {"is_terrorism": is_terrorism}
    return [
        rule
        for rule in rules
        if rule.started_by == started_by and runs_on(rule, on) and not rule.condition and applies_in(rule, known)
    ]


def due_day(
    rule: Rule,
    started_on: dt.date,
    holidays: Collection[dt.date],
    given: dt.date | None = None,
    pauses: Sequence[Pause] = (),
) -> dt.date:
    """Give the last day on which the step is in time; `given` is the day a person set, for rules that count by one."""
    if rule.needs_given:
        if given is None:
            raise ValueError(f"{rule.rule_id} needs a day set by a person")
        if rule.unit == "given":
            return given
        started_on = given
    if rule.length is None:
        raise ValueError(f"{rule.rule_id} has no length")
    if rule.unit == "working":
        return add_working_days(started_on, rule.length, {*holidays, *_paused_days(pauses)})
    if rule.unit in ("months", "years"):
        due_on = add_months(started_on, rule.length * (12 if rule.unit == "years" else 1))
    else:
        due_on = add_days(started_on, rule.length)
    return due_on + dt.timedelta(days=sum((pause.until_on - pause.since_on).days for pause in pauses if pause.until_on))


def due_instant(
    rule: Rule, started_on: dt.date, started_at: dt.datetime | None, pauses: Sequence[Pause] = ()
) -> dt.datetime:
    """Give the instant at which a period in hours ends; from midnight where the hour it began is not known."""
    if rule.length is None:
        raise ValueError(f"{rule.rule_id} has no length")
    due_at = instant_of(started_on, started_at) + dt.timedelta(hours=rule.length)
    for pause in pauses:
        if pause.until_on is not None:
            due_at += instant_of(pause.until_on, pause.until_at) - instant_of(pause.since_on, pause.since_at)
    return due_at


def instant_of(on: dt.date, at: dt.datetime | None) -> dt.datetime:
    """Give an instant, or the midnight in Karachi with which a day began."""
    return at or dt.datetime.combine(on, dt.time(), KARACHI)


def add_months(day: dt.date, count: int) -> dt.date:
    """Give the same day some months later, or the last of that month when it has no such day."""
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def read_step(text: str) -> Step:
    """Read a step of a ladder: `-3:reminder:lead`."""
    offset, kind, to = text.split(":")
    return Step(int(offset), kind, to)


def step_instant(rule: Rule, step: Step, due_on: dt.date, due_at: dt.datetime | None) -> dt.datetime:
    """Give when a step of the ladder is to be told: at the beginning of its day, or at its hour."""
    if rule.unit == "hours":
        return instant_of(due_on, due_at) + dt.timedelta(hours=step.offset)
    return instant_of(due_on + dt.timedelta(days=step.offset), None)


def first_step_at(rule: Rule, due_on: dt.date, today: dt.date) -> dt.datetime | None:
    """Give when the ladder of a clock that was entered in bulk begins; of one that was overdue already nobody is told."""
    if not rule.ladder or is_missed(due_on, today):
        return None
    return step_instant(rule, read_step(rule.ladder[0]), due_on, None)


def is_missed(due_on: dt.date, today: dt.date) -> bool:
    """Tell whether the last day has passed."""
    return today > due_on


def settled_state(due_on: dt.date, on: dt.date) -> str:
    """Give the state of a clock whose step was taken on a day."""
    return "missed" if is_missed(due_on, on) else "met"


def is_late(due_on: dt.date, due_at: dt.datetime | None, on: dt.date, at: dt.datetime | None) -> bool:
    """Tell whether a step came too late; on the last day of a period in hours, an hour that is not known counts as in time."""
    if due_at is not None and at is not None:
        return at > due_at
    return is_missed(day_in_karachi(due_at) if due_at is not None else due_on, on)


def _paused_days(pauses: Sequence[Pause]) -> set[dt.date]:
    return {
        pause.since_on + dt.timedelta(days=count)
        for pause in pauses
        if pause.until_on is not None
        for count in range(1, (pause.until_on - pause.since_on).days + 1)
    }
