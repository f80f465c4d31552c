"""The facts of a case that was entered in bulk, read off its record when they are first needed."""

from __future__ import annotations

import datetime as dt
import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Accused, Case, CaseFact, Clock, ClockRule, CustodySpell, Report, Result
from services.cases.rules.facts import CASE_DECIDED, FIR_RECORDED, OF_CUSTODY, OF_VERDICT, REPORT_RECEIVED
from services.cases.rules.replay import Fact
from services.cases.rules.stages import milestones_of_report
from services.common.ids import new_id


def facts_of_record(session: Session, case: Case) -> list[Fact]:
    """Write the facts that a case's record proves, and tie the clocks that run already to them; give them."""
    facts = derive_facts(session, case)
    session.add_all(fact_row(case.id, fact, "service:cases") for fact in facts)
    _adopt(session, case, facts)
    return facts


def derive_facts(session: Session, case: Case) -> list[Fact]:
    """Read the facts off a case's record."""
    facts = [_fact(FIR_RECORDED, case.fir_on)]
    spells = sa.select(CustodySpell).join(Accused, Accused.id == CustodySpell.accused_id)
    facts += [
        _fact(OF_CUSTODY[spell.state], spell.since_on, accused_id=spell.accused_id)
        for spell in session.scalars(spells.where(Accused.case_id == case.id).order_by(CustodySpell.since_on))
    ]
    for report in session.scalars(sa.select(Report).where(Report.case_id == case.id).order_by(Report.round)):
        facts += _facts_of_report(report)
    results = sa.select(Result).where(Result.case_id == case.id, Result.superseded_at.is_(None))
    facts += [
        _fact(OF_VERDICT[result.verdict], result.decided_on, accused_id=result.accused_id)
        for result in session.scalars(results.order_by(Result.id))
    ]
    if case.decided_on is not None:
        facts.append(_fact(CASE_DECIDED, case.decided_on))
    return facts


def fact_row(case_id: uuid.UUID, fact: Fact, noted_by: str) -> CaseFact:
    """Give a new fact's row."""
    return CaseFact(
        id=fact.id, first_id=fact.id, case_id=case_id, accused_id=fact.accused_id, report_id=fact.report_id,
        order_id=fact.order_id, kind=fact.kind, happened_on=fact.on, happened_at=fact.at, given_on=fact.given,
        noted_by=noted_by, is_by_hand=False,
    )  # fmt: skip


def _facts_of_report(report: Report) -> list[Fact]:
    kinds = [REPORT_RECEIVED, *sorted(milestones_of_report(report.kind) - {REPORT_RECEIVED})]
    facts = [_fact(kind, report.received_on, report_id=report.id) for kind in kinds]
    if report.settled_on is not None:
        facts.append(_fact(f"report_{report.state}", report.settled_on, report_id=report.id, given=report.comply_by))
    return facts


def _fact(
    kind: str,
    on: dt.date,
    *,
    accused_id: uuid.UUID | None = None,
    report_id: uuid.UUID | None = None,
    given: dt.date | None = None,
) -> Fact:
    return Fact(new_id(), kind, on, accused_id=accused_id, report_id=report_id, given=given)


def _adopt(session: Session, case: Case, facts: list[Fact]) -> None:
    """Tie clocks that were entered without a fact to the one that starts them."""
    starters = {(fact.kind, fact.on, fact.report_id, fact.accused_id): fact.id for fact in reversed(facts)}
    of_rule = sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from)
    untied = sa.select(Clock, ClockRule.started_by).join(ClockRule, of_rule)
    for clock, started_by in session.execute(untied.where(Clock.case_id == case.id, Clock.fact_id.is_(None))):
        clock.fact_id = starters.get((started_by, clock.started_on, clock.report_id, clock.accused_id))
    session.flush()
