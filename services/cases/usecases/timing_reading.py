"""Reading what the clocks of a case are computed from: the dated rules, its facts, what is known of it, the holidays."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Accused, Case, CaseFact, Charge, ClockRule, Holiday, Offence, Result
from services.cases.rules.circumstances import CaseLaw, Person, known_by
from services.cases.rules.clocks import Rule
from services.cases.rules.conditions import Known
from services.cases.rules.gravity import Gravity
from services.cases.rules.replay import NO_HOLIDAYS, Fact, Holidays
from services.common.prepared import Ready

_PROVINCE: Final = "province"
_TEXTS: Final = sa.ARRAY(sa.Text)
_KINDS: Final = sa.bindparam("kinds", type_=_TEXTS)
# Made once, and read without objects on the way: each case that is registered reads all of these.
_RULES: Final = Ready(
    sa.select(*ClockRule.__table__.columns)
    .where(ClockRule.counts_for != "office", sa.or_(_KINDS.is_(None), ClockRule.started_by == sa.any_(_KINDS)))
    .order_by(ClockRule.rule_id, ClockRule.valid_from)
)
_HOLIDAYS: Final = Ready(
    sa.select(Holiday.scope, Holiday.day).where(
        Holiday.scope == sa.any_(sa.bindparam("scopes", type_=_TEXTS)),
        Holiday.day > sa.bindparam("since", type_=sa.Date),
    )
)
_ON: Final = sa.bindparam("fir_day", type_=sa.Date)
_OFFENCES: Final = Ready(
    sa.select(Offence.act, Offence.section, Offence.is_death, Offence.is_life).where(
        Offence.act == sa.any_(sa.bindparam("acts", type_=_TEXTS)), Offence.valid_from <= _ON,
        sa.or_(Offence.valid_to.is_(None), Offence.valid_to >= _ON),
    )
)  # fmt: skip


def read_rules(session: Session, started_by: str | Collection[str] | None = None) -> list[Rule]:
    """Read the dated rules, or those that some kinds of fact start (`restarted_by` needs an earlier start)."""
    kinds = [started_by] if isinstance(started_by, str) else started_by
    return [to_rule(row) for row in _RULES.rows(session, {"kinds": None if kinds is None else sorted(kinds)})]


def to_rule(row: Any) -> Rule:
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
    return {day for _, day in _find_holidays(session, district, since)}


def _find_holidays(session: Session, district: str, since: dt.date) -> list[tuple[str, dt.date]]:
    given = {"scopes": [_PROVINCE, f"district:{district}"], "since": since}
    return [(row.scope, row.day) for row in _HOLIDAYS.rows(session, given)]


def read_calendars(session: Session, case: Case, rules: Iterable[Rule], facts: Sequence[Fact]) -> Holidays:
    """Read the holidays of the district's offices and of the High Court, when a period in working days may run."""
    kinds = {fact.kind for fact in facts}
    if not any(rule.unit == "working" and rule.started_by in kinds for rule in rules):
        return NO_HOLIDAYS
    found = _find_holidays(session, case.district, min(fact.on for fact in facts))
    high_court = frozenset(day for scope, day in found if scope == _PROVINCE)
    return {"office": frozenset(day for _, day in found), "high_court": high_court}


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
    acts = sorted({section["act"] for section in sections})
    found: dict[str, dict[str, Gravity]] = {}
    for row in _OFFENCES.rows(session, {"acts": acts, "fir_day": on}):
        found.setdefault(row.act, {})[row.section] = Gravity(row.is_death, row.is_life)
    return found
