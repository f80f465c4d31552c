"""Writing a clock as it was computed, and when its ladder's next step is to be told."""

from __future__ import annotations

import datetime as dt

from services.cases.models import Clock
from services.cases.rules.clocks import Rule, read_step, step_instant
from services.cases.rules.replay import Run, is_over


def write_clock(clock: Clock, run: Run) -> None:
    """Write into a clock's row what was computed; when its last day is another than before, its ladder begins anew."""
    was_due, was_state = (clock.due_on, clock.due_at), clock.state
    clock.rule_id, clock.rule_valid_from = run.rule.rule_id, run.rule.valid_from
    clock.accused_id, clock.report_id, clock.order_id = run.fact.accused_id, run.fact.report_id, run.fact.order_id
    clock.started_on, clock.due_on, clock.due_at = run.fact.on, run.due_on, run.due_at
    clock.ended_on = run.ended_on
    # The timer marks what has passed, once, and tells; what it has marked stays marked while it is overdue.
    is_marked = was_state == "missed" and run.state == "running" and is_over(run, dt.datetime.now(dt.UTC))
    clock.state = "missed" if is_marked else run.state
    if clock.state in ("met", "stopped", "paused") or (run.ended_on is not None and was_state is None):
        clock.next_step_at = None
    elif was_due != (clock.due_on, clock.due_at) or was_state is None:
        clock.ladder_step = 0
        clock.ladder_reached = None
        clock.next_step_at = next_step(run.rule, run.fact.on, clock)


def next_step(rule: Rule, started_on: dt.date, clock: Clock) -> dt.datetime | None:
    """Give when a clock's next step of the ladder is to be told; what has no last day counts from its first."""
    anchor = clock.due_on or (started_on if rule.unit == "open" else None)
    steps = [read_step(text) for text in rule.ladder]
    if anchor is None or clock.ladder_step >= len(steps):
        return None
    return step_instant(rule, steps[clock.ladder_step], anchor, clock.due_at)
