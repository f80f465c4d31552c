"""Run the statutory periods of no case: the Prosecutor General's annual report (SCPSA s.11(1)(a)).

Before: the calendar year ended; no step of a case says so, the calendar does. Sets off: the period shows in the office's list, its ladder
is told, and once its last day has passed it is missed until what was owed is recorded, early or late.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM
from services.cases.events import OfficePeriodEnded, OfficePeriodTold
from services.cases.models import ClockRule, OfficePeriod
from services.cases.rules.clocks import (
    Rule,
    due_day,
    first_step_at,
    is_missed,
    read_step,
    runs_on,
    settled_state,
    step_instant,
)
from services.cases.usecases.timing_reading import to_rule
from services.cases.usecases.today import day_of, today
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.ids import new_id
from services.common.outbox import publish

_YEAR_ENDED: Final = "year_ended"


def run_office_periods(session: Session) -> int:
    """Begin the periods that the last year's end started, mark what was missed, and tell what is to be told. The timer's step."""
    _begin(session, dt.date(today().year - 1, 12, 31))
    session.execute(
        sa.update(OfficePeriod)
        .where(OfficePeriod.state == "running", OfficePeriod.due_on < today())
        .values(state="missed", version=OfficePeriod.version + 1)
    )
    return _tell(session)


def complete_office_period(
    session: Session, actor: Actor, period_id: uuid.UUID, body: dict[str, Any], if_match: int | None
) -> None:
    """Record that what the office owed is done, and by which letter."""
    period = session.get(OfficePeriod, period_id, with_for_update=True)
    if period is None:
        raise not_found("no_such_period", "There is no such period of the office. See the list.")
    require_version(if_match, period.version)
    if period.ended_on is not None:
        raise conflict("period_ended", "This is recorded already.", ended_on=period.ended_on.isoformat())
    ended_on = day_of(body["done_on"], "done_on", not_before=period.started_on + dt.timedelta(days=1))
    period.state, period.ended_on = settled_state(period.due_on, ended_on), ended_on
    period.reference, period.recorded_by, period.recorded_at = body["reference"], actor.id, sa.func.clock_timestamp()
    period.next_step_at = None
    period.version += 1
    session.flush()
    publish(
        session, OfficePeriodEnded(period_id=period.id, rule_id=period.rule_id, ended_on=ended_on, state=period.state)
    )
    record(
        session, actor, "office_period_completed", f"office_period:{period.id}", body["reference"],
        rule_id=period.rule_id, started_on=period.started_on, ended_on=ended_on, state=period.state,
    )  # fmt: skip


def _begin(session: Session, year_end: dt.date) -> None:
    found = sa.select(ClockRule).where(ClockRule.counts_for == "office", ClockRule.started_by == _YEAR_ENDED)
    rules = [rule for rule in map(to_rule, session.scalars(found)) if runs_on(rule, year_end)]
    for rule in rules:
        due_on = due_day(rule, year_end, ())
        row = {
            "id": new_id(), "rule_id": rule.rule_id, "rule_valid_from": rule.valid_from, "started_on": year_end,
            "due_on": due_on, "state": "missed" if is_missed(due_on, today()) else "running",
            "next_step_at": first_step_at(rule, due_on, today()),
        }  # fmt: skip
        begun = insert(OfficePeriod).values(row).on_conflict_do_nothing().returning(OfficePeriod.id)
        period_id = session.scalar(begun)
        if period_id is not None:
            subject = f"office_period:{period_id}"
            record(session, SYSTEM, "office_period_began", subject, rule_id=rule.rule_id, due_on=due_on)


def _tell(session: Session) -> int:
    """Tell the last of the steps whose time has come, each once."""
    now = dt.datetime.now(dt.UTC)
    of_rule = sa.and_(ClockRule.rule_id == OfficePeriod.rule_id, ClockRule.valid_from == OfficePeriod.rule_valid_from)
    waiting = sa.select(OfficePeriod, ClockRule).join(ClockRule, of_rule).where(OfficePeriod.next_step_at <= now)
    found = session.execute(waiting.order_by(OfficePeriod.next_step_at).with_for_update(of=OfficePeriod)).all()
    for period, row in found:
        rule = to_rule(row)
        step = read_step(rule.ladder[period.ladder_step])
        while period.next_step_at is not None and period.next_step_at <= now:
            step = read_step(rule.ladder[period.ladder_step])
            period.ladder_step += 1
            period.next_step_at = _next_at(rule, period)
        period.ladder_reached = step.kind
        period.version += 1
        told = OfficePeriodTold(
            period_id=period.id, rule_id=period.rule_id, due_on=period.due_on, step=step.kind, told_to=step.to
        )
        publish(session, told)
        subject = f"office_period:{period.id}"
        record(session, SYSTEM, "office_period_told", subject, rule_id=period.rule_id, step=step.kind, told_to=step.to)
    return len(found)


def _next_at(rule: Rule, period: OfficePeriod) -> dt.datetime | None:
    if period.ladder_step >= len(rule.ladder):
        return None
    return step_instant(rule, read_step(rule.ladder[period.ladder_step]), period.due_on, None)
