"""Statutory clocks in a case, run by facts: what happened starts, meets, pauses and stops them; a correction computes them anew.

Other use cases say what happened (`note_fact`) and leave it at that; the clocks of the case follow (`rules/replay.py`). What the
periods are, dated rows of `clock_rules` say, each with its section. A clock that was missed stays open until its step is
taken, so that an overdue case keeps showing in the lists.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case, touch
from services.cases.models import Case, CaseFact, Clock, ClockDue, ClockRule
from services.cases.rules.clocks import applicable_rules, due_day
from services.cases.rules.facts import FACTS
from services.cases.rules.replay import Fact, Run, replay
from services.cases.usecases.timing_once import Subject, supersede_typed
from services.cases.usecases.timing_reading import (
    read_calendars,
    read_facts,
    read_holidays,
    read_known,
    read_rules,
    to_rule,
)
from services.cases.usecases.timing_record import fact_row, facts_of_record
from services.cases.usecases.timing_writing import write_clock
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.audit import record
from services.common.ids import new_id

__all__ = [
    "correct_fact", "first_due", "note_fact", "note_facts", "read_holidays", "read_rules",
    "recompute_clocks", "recount_working_days", "refresh_next_due", "require_facts", "retract_facts", "to_rule",
]  # fmt: skip

_OF_RULE = sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from)
_TABLES = Clock.metadata.tables


def note_fact(  # noqa: PLR0913 - what happened, to whom, when
    session: Session,
    actor: Actor,
    case: Case,
    fact: str,
    on: dt.date,
    *,
    at: dt.datetime | None = None,
    accused_id: uuid.UUID | None = None,
    report_id: uuid.UUID | None = None,
    order_id: uuid.UUID | None = None,
    given: dt.date | None = None,
    first_id: uuid.UUID | None = None,
    is_by_hand: bool = False,
) -> uuid.UUID:
    """Note that something happened (`rules/facts.csv`): it starts, meets, pauses and stops the clocks whose trigger it is.

    The caller holds the case (`open_case`), and touches and audits the step that this belongs to. `first_id` is the fact's own
    name, where something else gives it one. What a step says stands over the same fact of that day entered by hand before.
    """
    subject = Subject(accused_id, report_id, order_id)
    typed = None if is_by_hand else supersede_typed(session, case, fact, subject, since=on, until=on)
    noted = Fact(first_id or typed or new_id(), FACTS[fact].kind, on, at, accused_id, report_id, order_id, given)
    row = fact_row(case.id, noted, actor.id)
    row.id, row.is_by_hand = new_id(), is_by_hand
    _note(session, case, [row])
    return row.id


def note_facts(session: Session, actor: Actor, case: Case, facts: Sequence[Fact]) -> None:
    """Note what happened at one step together."""
    _note(session, case, [fact_row(case.id, fact, actor.id) for fact in facts])


def correct_fact(
    session: Session,
    actor: Actor,
    case: Case,
    fact: CaseFact,
    why: str,
    *,
    on: dt.date,
    at: dt.datetime | None = None,
    given: dt.date | None = None,
) -> uuid.UUID:
    """Put a fact right: the wrong one is superseded with its reason, and the clocks are computed anew."""
    fact.superseded_at, fact.superseded_why = sa.func.clock_timestamp(), why
    session.flush()
    corrected = fact_row(
        case.id, Fact(new_id(), fact.kind, on, at, fact.accused_id, fact.report_id, fact.order_id, given), actor.id
    )
    corrected.first_id, corrected.is_by_hand = fact.first_id, fact.is_by_hand
    session.add(corrected)
    recompute_clocks(session, case)
    return corrected.id


def retract_facts(
    session: Session,
    case: Case,
    kinds: Collection[str],
    why: str,
    *,
    accused_id: uuid.UUID | None = None,
    on: dt.date | None = None,
    first_id: uuid.UUID | None = None,
) -> None:
    """Take back what did not happen after all (of a day, or one fact, or at all); the clocks are computed anew."""
    session.flush()
    require_facts(session, case)
    wrong = [
        CaseFact.case_id == case.id, CaseFact.superseded_at.is_(None), CaseFact.kind.in_(kinds),
        CaseFact.accused_id.is_not_distinct_from(accused_id),
    ]  # fmt: skip
    if on is not None:
        wrong.append(CaseFact.happened_on == on)
    if first_id is not None:
        wrong.append(CaseFact.first_id == first_id)
    taken_back = {"superseded_at": sa.func.clock_timestamp(), "superseded_why": why}
    session.execute(sa.update(CaseFact).where(*wrong).values(taken_back))
    recompute_clocks(session, case)


def first_due(session: Session, case: Case, started_by: str, on: dt.date) -> dt.date | None:
    """Give when the first of the periods ends that a step on a day starts in every case, or None where there is none."""
    rules = applicable_rules(read_rules(session, started_by), started_by, on, is_terrorism=case.is_terrorism)
    return min((due_day(rule, on, ()) for rule in rules if rule.unit == "calendar"), default=None)


def recompute_clocks(session: Session, case: Case, why: str = "facts") -> list[Clock]:
    """Compute a case's clocks anew from its facts; give those whose last day moved."""
    session.flush()
    facts = require_facts(session, case)
    rules = read_rules(session, {fact.kind for fact in facts})
    known_of = read_known(session, case, facts)
    runs = replay(rules, facts, known_of, read_calendars(session, case, rules, facts), today=today())
    if _set_off(session, case, facts, runs):
        return recompute_clocks(session, case, why)
    stored = {
        (clock.fact_id, clock.rule_id, clock.rule_valid_from): clock
        for clock in session.scalars(sa.select(Clock).where(Clock.case_id == case.id, Clock.fact_id.is_not(None)))
    }
    moved = [clock for run in runs if (clock := _keep(session, case, stored, run, why)) is not None]
    for clock in stored.values():
        if clock.ended_on is None:
            clock.ended_on = max(today(), clock.started_on)
            clock.state = "missed" if clock.state == "missed" and why == "law" else "stopped"
            clock.next_step_at = None
    refresh_next_due(session, case)
    return moved


def refresh_next_due(session: Session, case: Case) -> None:
    """Repeat in the case when its next open duty ends."""
    session.flush()
    due = sa.select(sa.func.min(Clock.due_on)).join(ClockRule, _OF_RULE)
    case.next_due_on = session.scalar(
        due.where(Clock.case_id == case.id, Clock.ended_on.is_(None), ClockRule.nature == "duty")
    )


def recount_working_days(session: Session, scope: str, days: Collection[dt.date]) -> None:
    """Count anew the clocks in working days that run over some days, because these were declared holidays or withdrawn.

    Scopes of single courts do not count: the police, and the High Court, work on those days.
    """
    if not days or (scope != "province" and not scope.startswith("district:")):
        return
    running = sa.select(Clock.case_id).join(ClockRule, _OF_RULE).join(Case, Case.id == Clock.case_id)
    running = running.where(
        Clock.state == "running", ClockRule.unit == "working", Clock.started_on < max(days), Clock.due_on >= min(days)
    )
    if scope.startswith("district:"):
        running = running.where(Case.district == scope.removeprefix("district:"))
    for case_id in session.scalars(running.distinct().order_by(Clock.case_id)).all():
        case = hold_case(session, case_id)
        if case is not None:
            _recount_case(session, case, scope)
            # Each flush looks at everything the session holds: of what is done it holds nothing.
            session.flush()
            session.expunge_all()


def _recount_case(session: Session, case: Case, scope: str) -> None:
    before = dict(
        session.execute(sa.select(Clock.id, Clock.due_on).where(Clock.case_id == case.id, Clock.ended_on.is_(None)))
        .tuples()
        .all()
    )
    moved = [clock for clock in recompute_clocks(session, case, "holidays") if clock.id in before]
    for clock in moved:
        record(
            session, SYSTEM, "clock_moved", f"case:{case.id}", rule_id=clock.rule_id, was_due_on=before[clock.id],
            due_on=clock.due_on, scope=scope,
        )  # fmt: skip
    if moved:
        touch(case)


def _note(session: Session, case: Case, rows: Sequence[CaseFact]) -> None:
    session.flush()
    require_facts(session, case)
    session.add_all(rows)
    recompute_clocks(session, case)


def require_facts(session: Session, case: Case) -> list[Fact]:
    """Give the facts of a case that stand; those of a case from an import are read off its record when they are first needed."""
    return read_facts(session, case.id) or facts_of_record(session, case)


def _set_off(session: Session, case: Case, facts: list[Fact], runs: list[Run]) -> bool:
    """Note what the law attaches to the end of a period (a sanction deemed given); tell whether there was any."""
    kinds = {fact.kind for fact in facts}
    following = [
        Fact(new_id(), run.rule.sets_off, run.due_on, None, run.fact.accused_id, run.fact.report_id, run.fact.order_id)
        for run in runs
        if run.state == "elapsed" and run.due_on and run.rule.sets_off and run.rule.sets_off not in kinds
    ]
    session.add_all(fact_row(case.id, fact, SYSTEM.id) for fact in following)
    return bool(following)


def _keep_first_due(session: Session, case: Case, clock: Clock, run: Run) -> None:
    """Before a clock moves for the first time, write down the day it began with: those of new cases are not written twice."""
    if (clock.due_on, clock.due_at) == (run.due_on, run.due_at):
        return
    if session.scalar(sa.select(ClockDue.id).where(ClockDue.clock_id == clock.id).limit(1)) is None:
        session.add(
            ClockDue(
                id=new_id(), clock_id=clock.id, due_on=clock.due_on, due_at=clock.due_at, state=clock.state,
                why="started", computed_at=case.registered_at,
            )
        )  # fmt: skip


def _keep(
    session: Session, case: Case, stored: dict[tuple[uuid.UUID | None, str, dt.date], Clock], run: Run, why: str
) -> Clock | None:
    """Keep a clock as it was computed; give it when its last day is another than before."""
    clock = stored.pop((run.fact.id, run.rule.rule_id, run.rule.valid_from), None)
    is_new = clock is None
    if clock is None:
        clock = Clock(id=new_id(), case_id=case.id, fact_id=run.fact.id, ladder_step=0)
        session.add(clock)
    was = (clock.due_on, clock.due_at, clock.state)
    if not is_new:
        _keep_first_due(session, case, clock, run)
    write_clock(clock, run)
    if is_new or was != (clock.due_on, clock.due_at, clock.state):
        session.flush()
        session.add(
            ClockDue(
                id=new_id(), clock_id=clock.id, due_on=clock.due_on, due_at=clock.due_at, state=clock.state,
                why="started" if is_new else why,
            )
        )  # fmt: skip
    return None if (clock.due_on, clock.due_at) == was[:2] else clock
