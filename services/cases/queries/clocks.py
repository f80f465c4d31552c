"""Reading clocks: those of a case with how each date came about, and the open ones over all that one sees."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import see_case, sight, visible
from services.cases.models import Assignment, Case, Clock, ClockDue, ClockRule
from services.cases.queries.cases import trace_sealed_list, trace_sealed_read
from services.cases.rules.clocks import Rule, read_step, step_instant
from services.cases.rules.days import day_in_karachi
from services.cases.rules.explaining import SINDHI, URDU, explain
from services.cases.rules.replay import Fact, Run, replay
from services.cases.usecases.timing_reading import read_calendars, read_facts, read_known, read_rules, to_rule
from services.cases.usecases.timing_record import derive_facts
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, answer_json
from services.common.database import Database

_OF_RULE: Final = sa.and_(ClockRule.rule_id == Clock.rule_id, ClockRule.valid_from == Clock.rule_valid_from)
_ROW: Final = (
    Clock.id, Clock.case_id, Case.fir_label, Case.police_station, Case.district, Clock.rule_id, ClockRule.says,
    ClockRule.says_ur, ClockRule.source, ClockRule.nature, Clock.accused_id, Clock.started_on, Clock.due_on,
    Clock.due_at, Clock.state, Clock.ladder_reached, Case.is_sealed,
)  # fmt: skip
_SHOWN: Final = (
    "id", "rule_id", "accused_id", "report_id", "order_id", "started_on", "due_on", "due_at", "state", "ended_on",
    "ladder_reached",
)  # fmt: skip
_LAW: Final = ("says", "says_ur", "source", "to_be_confirmed", "nature")


def list_due_clocks(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the open clocks in the actor's sight, those due first."""
    given = {name: query[name] for name in _filters() if query[name] is not None}
    wanted = {f"wanted_{name}": value for name, value in given.items()}
    return _due_page(frozenset(given)).answer(session, query, {**sight(actor), **wanted})


def list_due_clocks_traced(session: Session, database: Database, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer the open clocks in the actor's sight; of each sealed case in it, that it was shown is kept before it is."""
    return trace_sealed_list(database, actor, list_due_clocks(session, actor, query))


def list_case_clocks(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer a case's clocks, explained; that a sealed case's were read is kept before they are shown."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
    case = session.get_one(Case, case_id)
    found = sa.select(Clock, ClockRule).join(ClockRule, _OF_RULE).where(Clock.case_id == case_id)
    rows = session.execute(found.order_by(Clock.ended_on.desc().nulls_first(), Clock.due_on, Clock.id)).tuples().all()
    explained = _explain(session, case)
    dues = _read_dues(session, [clock.id for clock, _ in rows])
    clocks = [
        {
            **{name: getattr(clock, name) for name in _SHOWN},
            **{name: getattr(rule, name) for name in _LAW},
            "ladder": _ladder(to_rule(rule), clock),
            "explanation": said[0],
            "explanation_ur": said[1],
            "explanation_sd": said[2],
            "dues": dues.get(clock.id, []),
        }
        for clock, rule in rows
        for said in [explained.get(_key(clock.rule_id, clock.started_on, clock), _stopped(rule))]
    ]
    return answer_json({"version": case.version, "clocks": clocks})


def _explain(session: Session, case: Case) -> dict[tuple[Any, ...], tuple[str, str, str]]:
    """Compute the case's clocks as they stand, and say how each date came about."""
    facts = read_facts(session, case.id) or derive_facts(session, case)
    rules = read_rules(session, {fact.kind for fact in facts})
    holidays = read_calendars(session, case, rules, facts)
    today = day_in_karachi(dt.datetime.now(dt.UTC))
    runs: list[Run] = replay(rules, facts, read_known(session, case, facts), holidays, today=today)
    return {
        _key(run.rule.rule_id, run.fact.on, run.fact): (
            explain(run, holidays),
            explain(run, holidays, URDU),
            explain(run, holidays, SINDHI),
        )
        for run in runs
    }


def _key(rule_id: str, started_on: dt.date, of: Clock | Fact) -> tuple[Any, ...]:
    return (rule_id, started_on, of.accused_id, of.report_id, of.order_id)


def _stopped(rule: ClockRule) -> tuple[str, str, str]:
    """Explain a clock that no fact runs any more."""
    return (f"Not counted any more: {rule.says}", f"اب شمار نہیں: {rule.says_ur}", "هاڻي شمار ناهي.")


def _ladder(rule: Rule, clock: Clock) -> list[dict[str, Any]]:
    anchor = clock.due_on or (clock.started_on if rule.unit == "open" else None)
    return [
        {
            "kind": step.kind,
            "to": step.to,
            "at": step_instant(rule, step, anchor, clock.due_at) if anchor else None,
        }
        for step in map(read_step, rule.ladder)
    ]


def _read_dues(session: Session, clock_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[dict[str, Any]]]:
    dues: dict[uuid.UUID, list[dict[str, Any]]] = {}
    found = sa.select(ClockDue).where(ClockDue.clock_id.in_(list(clock_ids))).order_by(ClockDue.computed_at)
    for due in session.scalars(found):
        names = ("due_on", "due_at", "state", "why", "computed_at")
        dues.setdefault(due.clock_id, []).append({name: getattr(due, name) for name in names})
    return dues


def _wanted(name: str, kind: Any = sa.Text) -> sa.BindParameter[Any]:
    return sa.bindparam(f"wanted_{name}", type_=kind)


@cache
def _filters() -> dict[str, sa.ColumnElement[bool]]:
    team = sa.select(Assignment.case_id).where(
        Assignment.prosecutor_id == _wanted("prosecutor", pg.UUID(as_uuid=True)), Assignment.released_on.is_(None)
    )
    return {
        "due_before": Clock.due_on < _wanted("due_before", sa.Date),
        "state": Clock.state == _wanted("state"),
        "step": Clock.ladder_reached == _wanted("step"),
        "nature": ClockRule.nature == _wanted("nature"),
        "rule_id": Clock.rule_id == _wanted("rule_id"),
        "district": Case.district == _wanted("district"),
        "prosecutor": Clock.case_id.in_(team),
    }


@cache
def _due_page(names: frozenset[str]) -> JsonPage:
    """Give the pages of open clocks filtered by these names: made once for each combination that is asked for."""
    statement = sa.select(*_ROW).join(Case, Case.id == Clock.case_id).join(ClockRule, _OF_RULE)
    statement = statement.where(Clock.ended_on.is_(None), Clock.due_on.is_not(None), visible())
    statement = statement.where(*(condition for name, condition in _filters().items() if name in names))
    return JsonPage(statement, order=[(Clock.due_on, "asc"), (Clock.id, "asc")])
