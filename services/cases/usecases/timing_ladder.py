"""What the timer does with clocks: it marks what was missed, lets rights and time bars elapse, and tells the steps of each ladder.

Each is told once. Of several steps that passed unseen only the last is told: nobody is reminded of what is overdue already.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case, touch_all
from services.cases.events import ClockEscalated, ClockMissed, ClockReminded
from services.cases.models import Assignment, Case, Clock, ClockRule
from services.cases.rules.citing import name_provision
from services.cases.rules.clocks import Rule, Step, read_step
from services.cases.usecases.timing import recompute_clocks
from services.cases.usecases.timing_reading import to_rule
from services.cases.usecases.timing_writing import next_step
from services.cases.usecases.today import today
from services.common.audit import record
from services.common.events import Audience
from services.common.outbox import publish

_BATCH = 500
_OF_RULE = sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from)


def miss_clocks(session: Session) -> int:
    """Mark the duties whose last day, or hour, has passed, each once, and tell; give how many. The timer's step."""
    due = (
        _passed(sa.select(Clock, Case.district, Case.is_sealed, ClockRule.source).join(Case, Case.id == Clock.case_id))
        .where(ClockRule.nature == "duty")
        .order_by(Clock.due_on)
        .limit(_BATCH)
        .with_for_update(skip_locked=True, of=[Clock, Case])
    )
    missed = session.execute(due).all()
    case_ids = {clock.case_id for clock, *_ in missed}
    teams = _read_teams(session, case_ids)
    for clock, district, is_sealed, source in missed:
        clock.state = "missed"
        told = ClockMissed(
            case_id=clock.case_id, clock_id=clock.id, rule_id=clock.rule_id, law=name_provision(source),
            due_on=clock.due_on, account_ids=_concerned(teams, clock),
        )  # fmt: skip
        publish(session, told, audience=_audience(teams, clock, district, is_sealed=is_sealed))
        record(
            session, SYSTEM, "clock_missed", f"case:{clock.case_id}", rule_id=clock.rule_id, due_on=clock.due_on,
            clock_id=clock.id,
        )  # fmt: skip
    touch_all(session, case_ids)
    return len(missed)


def elapse_clocks(session: Session) -> int:
    """End the rights and time bars whose last day has passed, with what the law attaches to that; give in how many cases."""
    due = _passed(sa.select(Clock.case_id)).where(ClockRule.nature != "duty").distinct().limit(_BATCH)
    case_ids = sorted(session.scalars(due))
    for case_id in case_ids:
        case = hold_case(session, case_id)
        if case is not None:
            recompute_clocks(session, case)
            record(session, SYSTEM, "clocks_elapsed", f"case:{case_id}")
    touch_all(session, case_ids)
    return len(case_ids)


def tell_clock_steps(session: Session) -> int:
    """Tell the steps of the ladders whose time has come: reminders, the last day, escalations; give how many."""
    now = dt.datetime.now(dt.UTC)
    waiting = (
        sa.select(Clock, ClockRule, Case.district, Case.is_sealed, Case.lead_prosecutor_id)
        .join(ClockRule, _OF_RULE)
        .join(Case, Case.id == Clock.case_id)
        .where(Clock.next_step_at <= now)
        .order_by(Clock.next_step_at)
        .limit(_BATCH)
        .with_for_update(skip_locked=True, of=Clock)
    )
    found = session.execute(waiting).all()
    teams = _read_teams(session, {clock.case_id for clock, *_ in found})
    for clock, row, district, is_sealed, lead_id in found:
        step = _climb(clock, to_rule(row), now)
        concerned = [lead_id] if step.to == "lead" and lead_id else _concerned(teams, clock)
        told = _told(clock, row.source, step, concerned, None if is_sealed else district)
        publish(session, told, audience=_audience(teams, clock, district, is_sealed=is_sealed))
        record(
            session, SYSTEM, told.wire_name, f"case:{clock.case_id}", rule_id=clock.rule_id, due_on=clock.due_on,
            clock_id=clock.id, told_to=step.to,
        )  # fmt: skip
    return len(found)


def _climb(clock: Clock, rule: Rule, now: dt.datetime) -> Step:
    """Pass the steps whose time has come; give the last of them."""
    passed = read_step(rule.ladder[clock.ladder_step])
    while clock.next_step_at is not None and clock.next_step_at <= now:
        passed = read_step(rule.ladder[clock.ladder_step])
        clock.ladder_step += 1
        clock.next_step_at = next_step(rule, clock.started_on, clock)
    clock.ladder_reached = passed.kind
    return passed


def _told(
    clock: Clock, source: str, step: Step, account_ids: list[uuid.UUID], district: str | None
) -> ClockReminded | ClockEscalated:
    kind = ClockEscalated if step.kind == "escalation" else ClockReminded
    return kind(
        case_id=clock.case_id, clock_id=clock.id, rule_id=clock.rule_id, law=name_provision(source), due_on=clock.due_on,
        step=step.kind, told_to=step.to, offset=step.offset, account_ids=account_ids, district=district,
    )  # fmt: skip


def _passed(statement: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    """Narrow to the running clocks whose last day, or hour, has passed."""
    hour = sa.and_(Clock.due_at.is_not(None), Clock.due_at < sa.func.now())
    day = sa.and_(Clock.due_at.is_(None), Clock.due_on < today())
    running = sa.and_(Clock.state == "running", Clock.due_on <= today(), sa.or_(hour, day))
    return statement.join(ClockRule, _OF_RULE).where(running)


def _audience(teams: dict[uuid.UUID, list[str]], clock: Clock, district: str, *, is_sealed: bool) -> Audience:
    return Audience(users=teams.get(clock.case_id, ()), districts=() if is_sealed else [district])


def _concerned(teams: dict[uuid.UUID, list[str]], clock: Clock) -> list[uuid.UUID]:
    return sorted(uuid.UUID(person) for person in teams.get(clock.case_id, ()))


def _read_teams(session: Session, case_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    teams: dict[uuid.UUID, list[str]] = {}
    live = sa.select(Assignment.case_id, Assignment.prosecutor_id).where(
        Assignment.case_id.in_(set(case_ids)), Assignment.released_on.is_(None)
    )
    for case_id, prosecutor_id in session.execute(live):
        teams.setdefault(case_id, []).append(str(prosecutor_id))
    return teams
