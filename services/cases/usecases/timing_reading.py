"""Reading what the clocks of a case are computed from: the dated rules, its facts, what is known of it, the holidays."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Accused, Case, CaseFact, Charge, ClockRule, Holiday, Offence, Result
from services.cases.rules.circumstances import CaseLaw, Person, known_by
from services.cases.rules.clocks import Rule
from services.cases.rules.conditions import Known
from services.cases.rules.gravity import Gravity
from services.cases.rules.replay import NO_HOLIDAYS, Fact, Holidays


def read_rules(session: Session, started_by: str | Collection[str] | None = None) -> list[Rule]:
    """Read the dated rules, or those that some kinds of fact start (`restarted_by` needs an earlier start)."""
    rules = sa.select(ClockRule).where(ClockRule.counts_for != "office")
    if started_by is not None:
        kinds = [started_by] if isinstance(started_by, str) else list(started_by)
        rules = rules.where(ClockRule.started_by.in_(kinds))
    return [to_rule(row) for row in session.scalars(rules.order_by(ClockRule.rule_id, ClockRule.valid_from))]


def to_rule(row: ClockRule) -> Rule:
    """Give a dated row as the rules read it."""
    return Rule(
        row.rule_id, row.valid_from, row.valid_to, row.started_by, frozenset(row.met_by), row.applies_to, row.unit,
        row.length, frozenset(row.restarted_by), frozenset(row.stopped_by), frozenset(row.paused_by),
        frozenset(row.resumed_by), frozenset(row.against), row.counts_for, row.condition, row.counted_from,
        row.calendar, row.nature, row.is_once, row.sets_off, tuple(row.ladder), row.source,
    )  # fmt: skip


def read_facts(session: Session, case_id: uuid.UUID) -> list[Fact]:
    """Read the facts of a case that stand."""
    live = sa.select(CaseFact).where(CaseFact.case_id == case_id, CaseFact.superseded_at.is_(None))
    return [to_fact(row) for row in session.scalars(live)]


def to_fact(row: CaseFact) -> Fact:
    """Give a fact's row as the rules read it."""
    return Fact(
        row.first_id, row.kind, row.happened_on, row.happened_at, row.accused_id, row.report_id, row.order_id,
        row.given_on,
    )  # fmt: skip


def read_holidays(session: Session, district: str, since: dt.date) -> set[dt.date]:
    """Read the holidays that count in a district, from a day on."""
    scopes = ("province", f"district:{district}")
    return set(session.scalars(sa.select(Holiday.day).where(Holiday.scope.in_(scopes), Holiday.day > since)))


def read_calendars(session: Session, case: Case, rules: Iterable[Rule], facts: Sequence[Fact]) -> Holidays:
    """Read the holidays of the district's offices and of the High Court, when a period in working days may run."""
    kinds = {fact.kind for fact in facts}
    if not any(rule.unit == "working" and rule.started_by in kinds for rule in rules):
        return NO_HOLIDAYS
    since = min(fact.on for fact in facts)
    office = read_holidays(session, case.district, since)
    high_court = session.scalars(sa.select(Holiday.day).where(Holiday.scope == "province", Holiday.day > since))
    return {"office": frozenset(office), "high_court": frozenset(high_court)}


def read_known(session: Session, case: Case, facts: Sequence[Fact]) -> Callable[[uuid.UUID | None], Known]:
    """Read what conditions ask of a case and its accused."""
    charges: dict[uuid.UUID, list[dict[str, str]]] = {}
    charged = sa.select(Charge.accused_id, Charge.act, Charge.section).join(Accused, Accused.id == Charge.accused_id)
    for accused_id, act, section in session.execute(
        charged.where(Accused.case_id == case.id, Charge.superseded_at.is_(None))
    ):
        charges.setdefault(accused_id, []).append({"act": act, "section": section})
    theirs = sa.and_(Result.accused_id == Accused.id, Result.superseded_at.is_(None))
    people = sa.select(Accused.id, Accused.gender, Accused.is_juvenile, Result.imprisonment_months)
    people = people.outerjoin(Result, theirs).where(Accused.case_id == case.id)
    found = {
        accused_id: Person(gender, is_juvenile, charges.get(accused_id, []), months)
        for accused_id, gender, is_juvenile, months in session.execute(people)
    }
    sections = [*case.sections, *(section for theirs in charges.values() for section in theirs)]
    return known_by(
        CaseLaw(case.sections, case.is_terrorism, read_gravity(session, sections, case.fir_on)), found, facts
    )


def read_gravity(session: Session, sections: Iterable[dict[str, str]], on: dt.date) -> dict[str, dict[str, Gravity]]:
    """Read how the acts of some sections punished their offences on a day: that of the FIR, for a later law punishes no earlier deed."""
    offences = sa.select(Offence.act, Offence.section, Offence.is_death, Offence.is_life).where(
        Offence.act.in_({section["act"] for section in sections}), Offence.valid_from <= on,
        sa.or_(Offence.valid_to.is_(None), Offence.valid_to >= on),
    )  # fmt: skip
    found: dict[str, dict[str, Gravity]] = {}
    for act, section, is_death, is_life in session.execute(offences):
        found.setdefault(act, {})[section] = Gravity(is_death, is_life)
    return found
