"""Statutory clocks in a case: started, met and stopped by the other use cases; missed by the timer.

A clock that was missed stays open until its step is taken, so that an overdue case keeps showing in the lists. Sources of
the periods: CrPC s.173(1), ATA s.19(1), SCPSA ss.9(4), 10(2), as the dated rows of `clock_rules` cite them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, hold_case, touch, touch_all
from services.cases.events import ClockMissed
from services.cases.models import Assignment, Case, CaseFact, Clock, ClockRule, Holiday
from services.cases.rules.clocks import Rule, applicable_rules, due_day, settled_state
from services.cases.rules.facts import FACTS
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.audit import record
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish

_BATCH = 500
_INSERT = sa.insert(Clock.metadata.tables["clocks"])
_OF_RULE = sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from)


def read_rules(session: Session, started_by: str) -> list[Rule]:
    """Read the dated rules that a kind of step starts."""
    return [_to_rule(row) for row in session.scalars(sa.select(ClockRule).where(ClockRule.started_by == started_by))]


def read_holidays(session: Session, district: str, since: dt.date) -> set[dt.date]:
    """Read the holidays that count in a district, from a day on."""
    scopes = ("province", f"district:{district}")
    return set(session.scalars(sa.select(Holiday.day).where(Holiday.scope.in_(scopes), Holiday.day > since)))


def make_clocks(
    case_id: uuid.UUID,
    rules: list[Rule],
    on: dt.date,
    holidays: Collection[dt.date],
    *,
    report_id: uuid.UUID | None = None,
    given: dt.date | None = None,
) -> list[Clock]:
    """Make the clocks of these rules, running from a day."""
    return [
        Clock(
            id=new_id(), case_id=case_id, report_id=report_id, rule_id=rule.rule_id, rule_valid_from=rule.valid_from,
            started_on=on, due_on=due_day(rule, on, holidays, given), state="running", ended_on=None,
        )
        for rule in rules
    ]  # fmt: skip


def prepare_clocks(
    session: Session,
    case: Case,
    started_by: str,
    on: dt.date,
    *,
    report_id: uuid.UUID | None = None,
    given: dt.date | None = None,
    taken: frozenset[str] = frozenset(),
) -> list[Clock]:
    """Make the clocks that a step on a day starts in this case; the caller adds them when what they belong to is there.

    None is made for what was `taken` before.
    """
    applicable = applicable_rules(read_rules(session, started_by), started_by, on, is_terrorism=case.is_terrorism)
    rules = [rule for rule in applicable if not rule.met_by & taken]
    needs_holidays = any(rule.unit == "working" for rule in rules)
    holidays = read_holidays(session, case.district, on) if needs_holidays else set[dt.date]()
    return make_clocks(case.id, rules, on, holidays, report_id=report_id, given=given)


def insert_clocks(session: Session, clocks: Collection[Clock]) -> None:
    """Write clocks that nothing works on any more in this transaction; `session.add_all` is for those that something does."""
    names = [column.name for column in Clock.__table__.columns]
    if clocks:
        session.execute(_INSERT, [{name: getattr(clock, name) for name in names} for clock in clocks])


def settle_clocks(
    session: Session,
    case: Case,
    milestones: Collection[str],
    on: dt.date,
    report_id: uuid.UUID | None = None,
) -> None:
    """End the open clocks that these milestones meet; those of another report only when no report is named."""
    open_clocks = (
        sa.select(Clock)
        .join(ClockRule, _OF_RULE)
        .where(
            Clock.case_id == case.id,
            Clock.ended_on.is_(None),
            Clock.state.in_(("running", "missed")),
            ClockRule.met_by.overlap(list(milestones)),
        )
    )
    if report_id is not None:
        open_clocks = open_clocks.where(Clock.report_id == report_id)
    for clock in session.scalars(open_clocks):
        # A day before the clock's own start comes from a register entered out of order: the step was in time.
        clock.ended_on = max(on, clock.started_on)
        clock.state = settled_state(clock.due_on, clock.ended_on)


def stop_clocks(session: Session, case: Case, on: dt.date, *, applies_to: str | None = None) -> None:
    """Stop the open clocks of a case: it is decided, or the law that these apply to is not its law after all."""
    statement = sa.select(Clock).where(Clock.case_id == case.id, Clock.ended_on.is_(None))
    if applies_to is not None:
        statement = statement.join(ClockRule, _OF_RULE).where(ClockRule.applies_to == applies_to)
    for clock in session.scalars(statement):
        clock.ended_on = max(on, clock.started_on)
        clock.state = "missed" if clock.state == "missed" else "stopped"


def refresh_next_due(session: Session, case: Case) -> None:
    """Repeat in the case when its next open period ends."""
    session.flush()
    case.next_due_on = session.scalar(
        sa.select(sa.func.min(Clock.due_on)).where(Clock.case_id == case.id, Clock.ended_on.is_(None))
    )


def miss_clocks(session: Session) -> int:
    """Mark the clocks whose last day has passed, each once, and tell; give how many. The timer's step."""
    due = (
        sa.select(Clock, Case.district, Case.is_sealed)
        .join(Case, Case.id == Clock.case_id)
        .where(Clock.state == "running", Clock.due_on < today())
        .order_by(Clock.due_on)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    missed = session.execute(due).all()
    case_ids = {clock.case_id for clock, *_ in missed}
    teams = _read_teams(session, case_ids)
    for clock, district, is_sealed in missed:
        clock.state = "missed"
        audience = Audience(users=teams.get(clock.case_id, ()), districts=() if is_sealed else [district])
        told = ClockMissed(case_id=clock.case_id, clock_id=clock.id, rule_id=clock.rule_id, due_on=clock.due_on)
        publish(session, told, audience=audience)
        record(
            session, SYSTEM, "clock_missed", f"case:{clock.case_id}", rule_id=clock.rule_id, due_on=clock.due_on,
            clock_id=clock.id,
        )  # fmt: skip
    touch_all(session, case_ids)
    return len(missed)


def recount_working_days(session: Session, scope: str) -> None:
    """Count anew the clocks in working days that still run, because holidays were declared or withdrawn.

    Scopes of single courts do not count: the police work on those days.
    """
    running = sa.select(Clock.case_id).join(ClockRule, _OF_RULE)
    running = running.where(Clock.state == "running", ClockRule.unit == "working").order_by(Clock.case_id)
    for case_id in session.scalars(running.distinct()).all():
        case = hold_case(session, case_id)
        if case is not None and scope in ("province", f"district:{case.district}"):
            _recount_case(session, case, scope)


def _recount_case(session: Session, case: Case, scope: str) -> None:
    clocks = sa.select(Clock, ClockRule).join(ClockRule, _OF_RULE)
    clocks = clocks.where(Clock.case_id == case.id, Clock.state == "running", ClockRule.unit == "working")
    for clock, rule in session.execute(clocks).all():
        moved = due_day(_to_rule(rule), clock.started_on, read_holidays(session, case.district, clock.started_on))
        if moved == clock.due_on:
            continue
        record(
            session, SYSTEM, "clock_moved", f"case:{case.id}", rule_id=clock.rule_id, was_due_on=clock.due_on,
            due_on=moved, scope=scope,
        )  # fmt: skip
        clock.due_on = moved
        refresh_next_due(session, case)
        touch(case)


def _to_rule(row: ClockRule) -> Rule:
    return Rule(
        row.rule_id, row.valid_from, row.valid_to, row.started_by, frozenset(row.met_by), row.applies_to, row.unit,
        row.length,
    )  # fmt: skip


def _read_teams(session: Session, case_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    teams: dict[uuid.UUID, list[str]] = {}
    live = sa.select(Assignment.case_id, Assignment.prosecutor_id).where(
        Assignment.case_id.in_(set(case_ids)), Assignment.released_on.is_(None)
    )
    for case_id, prosecutor_id in session.execute(live):
        teams.setdefault(case_id, []).append(str(prosecutor_id))
    return teams


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
) -> uuid.UUID:
    """Note that something happened (`rules/facts.csv`): it starts, meets, pauses and stops the clocks whose trigger it is.

    The caller holds the case (`open_case`), and touches and audits the step that this belongs to.
    """
    fact_id = new_id()
    session.add(
        CaseFact(
            id=fact_id, first_id=fact_id, case_id=case.id, accused_id=accused_id, report_id=report_id,
            order_id=order_id, kind=FACTS[fact].kind, happened_on=on, happened_at=at, given_on=given,
            noted_by=actor.id,
        )
    )  # fmt: skip
    return fact_id
