"""The clocks of a case, computed from its facts alone: the same facts give the same clocks, in whatever order they were entered.

Facts are taken day by day. Each one first ends what it meets and what it stops, then pauses and resumes, is counted against
limits of number, and last starts the periods that it begins. Conditions are judged by all that is known of the case.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.cases.rules.clocks import (
    Pause,
    Rule,
    applies_in,
    due_day,
    due_instant,
    instant_of,
    is_late,
    is_missed,
    runs_on,
)
from services.cases.rules.conditions import Known
from services.cases.rules.days import day_in_karachi

Holidays = Mapping[str, frozenset[dt.date]]
ADJOURNED: Final = "trial_adjourned"
CHARGED: Final = "charge_framed"
NO_HOLIDAYS: Holidays = {"office": frozenset(), "high_court": frozenset()}


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened; `id` stays the same through corrections."""

    id: uuid.UUID
    kind: str
    on: dt.date
    at: dt.datetime | None = None
    accused_id: uuid.UUID | None = None
    report_id: uuid.UUID | None = None
    order_id: uuid.UUID | None = None
    given: dt.date | None = None


@dataclass(slots=True)
class Run:
    """A clock as it stands after the facts; `due_on` is None while it is paused and where no day is set."""

    rule: Rule
    fact: Fact
    due_on: dt.date | None = None
    due_at: dt.datetime | None = None
    state: str = "running"
    ended_on: dt.date | None = None
    ended_by: Fact | None = None
    pauses: list[Pause] = field(default_factory=list)
    counted: list[Fact] = field(default_factory=list)
    is_exceeded: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether it has not ended."""
        return self.ended_on is None

    def concerns(self, fact: Fact) -> bool:
        """Tell whether a fact is about what this clock runs for; one that names nobody is about all."""
        if self.rule.counts_for not in ("accused", "report", "order"):
            return True
        name = f"{self.rule.counts_for}_id"
        theirs = getattr(fact, name)
        return theirs is None or theirs == getattr(self.fact, name)


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Give facts by their days; within a day as they were entered first, but those whose hours are known by these.

    A trial is adjourned at the end of a sitting: a charge of that day was framed before, whichever was entered first.
    """
    told = list(facts)
    charged = {fact.on: fact.id for fact in told if fact.kind == CHARGED}

    def place(fact: Fact) -> tuple[dt.date, uuid.UUID, bool]:
        is_last = fact.kind == ADJOURNED
        after = charged.get(fact.on, fact.id) if is_last else fact.id
        return fact.on, max(fact.id, after), is_last

    days: dict[dt.date, list[Fact]] = {}
    for fact in sorted(told, key=place):
        days.setdefault(fact.on, []).append(fact)
    found: list[Fact] = []
    for day in days.values():
        timed = iter(sorted((fact for fact in day if fact.at), key=lambda fact: (fact.at, fact.id)))
        found += [next(timed) if fact.at else fact for fact in day]
    return found


def replay(
    rules: Sequence[Rule],
    facts: Iterable[Fact],
    known_of: Callable[[uuid.UUID | None], Known],
    holidays: Holidays = NO_HOLIDAYS,
    *,
    today: dt.date,
) -> list[Run]:
    """Compute the clocks that these facts run; `known_of` says what is known of an accused, or of the case."""
    runs: list[Run] = []
    earlier: list[Fact] = []
    for fact in in_order(facts):
        for run in runs:
            _take(run, fact, holidays)
        for rule in rules:
            if fact.kind == rule.started_by or fact.kind in rule.restarted_by:
                _start(runs, rule, fact, earlier, known_of(fact.accused_id), holidays)
        earlier.append(fact)
    for run in runs:
        _let_elapse(run, today)
    return runs


def _take(run: Run, fact: Fact, holidays: Holidays) -> None:
    _let_elapse(run, fact.on)
    if not run.is_open or not run.concerns(fact):
        return
    rule = run.rule
    if fact.kind in rule.met_by:
        _end(run, fact, "missed" if _is_late(run, fact) else "met")
    elif fact.kind in rule.stopped_by:
        _end(run, fact, "missed" if run.rule.nature == "duty" and _is_late(run, fact) else "stopped")
    elif fact.kind in rule.paused_by and run.state == "running":
        _pause(run, fact)
    elif fact.kind in rule.resumed_by and run.state == "paused":
        last = run.pauses.pop()
        run.pauses.append(Pause(last.since_on, fact.on, last.since_at, fact.at))
        run.state = "running"
        _count(run, holidays)
    elif fact.kind in rule.against:
        _count_against(run, fact)


def _pause(run: Run, fact: Fact) -> None:
    """Stand still from a fact on; what was overrun before it is over, and stays missed."""
    if _is_late(run, fact):
        _end(run, fact, "missed")
        return
    run.pauses.append(Pause(fact.on, None, fact.at))
    run.state, run.due_on, run.due_at = "paused", None, None


def _start(  # noqa: PLR0917 - the clocks so far, what starts, what is known
    runs: list[Run], rule: Rule, fact: Fact, earlier: Sequence[Fact], known: Known, holidays: Holidays
) -> None:
    before = [run for run in runs if run.rule.rule_id == rule.rule_id and run.concerns(fact)]
    is_blocked = any(run.is_open or (rule.is_once and run.state != "stopped") for run in before)
    is_begun = fact.kind == rule.started_by or bool(before)
    has_day = fact.given is not None or not rule.needs_given
    if is_blocked or not (is_begun and has_day and runs_on(rule, fact.on) and applies_in(rule, known)):
        return
    run = Run(rule, fact)
    _count(run, holidays)
    runs.append(run)
    done = [one for one in earlier if one.kind in rule.met_by and run.concerns(one)] if rule.is_once else []
    if done:
        _end(run, done[-1], "met")


def _count(run: Run, holidays: Holidays) -> None:
    rule, fact = run.rule, run.fact
    if rule.unit in ("times", "before", "open"):
        return
    if rule.unit == "hours":
        run.due_at = due_instant(rule, fact.on, fact.at, run.pauses)
        run.due_on = day_in_karachi(run.due_at)
    else:
        run.due_on = due_day(rule, fact.on, holidays[rule.calendar], fact.given, run.pauses)


def _count_against(run: Run, fact: Fact) -> None:
    run.counted.append(fact)
    if run.is_exceeded or run.rule.length is None:
        is_over = run.rule.unit == "before"
    else:
        is_over = len(run.counted) > run.rule.length - (run.rule.nature == "right")
    if not is_over or run.is_exceeded:
        return
    run.is_exceeded, run.due_on = True, fact.on
    if run.rule.nature != "duty":
        _end(run, fact, "elapsed")


def _is_late(run: Run, fact: Fact) -> bool:
    return run.is_exceeded or (run.due_on is not None and is_late(run.due_on, run.due_at, fact.on, fact.at))


def _let_elapse(run: Run, on: dt.date) -> None:
    """End a right or a time bar whose last day has passed; a duty stays open until it is done."""
    if run.rule.nature == "duty" or not run.is_open or run.due_on is None:
        return
    if is_missed(run.due_on, on):
        run.state, run.ended_on = "elapsed", run.due_on


def _end(run: Run, fact: Fact, state: str) -> None:
    run.state, run.ended_by = state, fact
    run.ended_on = max(fact.on, run.fact.on)
    if run.pauses and run.pauses[-1].until_on is None:
        run.pauses.append(Pause(run.pauses.pop().since_on, fact.on, None, fact.at))


def is_over(run: Run, now: dt.datetime) -> bool:
    """Tell whether an open clock's last day, or hour, has passed."""
    if not run.is_open or run.due_on is None:
        return False
    return now > run.due_at if run.due_at is not None else is_missed(run.due_on, day_in_karachi(now))


__all__ = ["ADJOURNED", "NO_HOLIDAYS", "Fact", "Holidays", "Run", "in_order", "instant_of", "is_over", "replay"]
