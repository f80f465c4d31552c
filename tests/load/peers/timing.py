"""What both peers make of a new case by the rules of services/cases: its facts, the clocks that they start. No I/O."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from services.cases.rules.circumstances import CaseLaw, Person, known_by
from services.cases.rules.clocks import Rule, read_step, step_instant
from services.cases.rules.days import day_in_karachi
from services.cases.rules.facts import FIR_RECORDED, OF_CUSTODY
from services.cases.rules.gravity import Gravity
from services.cases.rules.replay import Fact, Holidays, Run, replay
from tests.load.peers.facts import Row, new_id

RULE_COLUMNS: Final = tuple(field.name for field in fields(Rule))
PROVINCE: Final = "province"


@dataclass(frozen=True)
class Law:
    """What is read of the law for a new case: the dated rules, the offences of its acts, the holidays."""

    rules: Sequence[Rule]
    offences: Mapping[str, Mapping[str, Gravity]]
    holidays: Holidays


def facts_of(fir: Row, spells: Iterable[Row]) -> list[Fact]:
    """Give what happened: the FIR was recorded, each accused came into custody, on bail, or was not found."""
    custody = [
        Fact(new_id(), OF_CUSTODY[spell["state"]], spell["since_on"], accused_id=spell["accused_id"])
        for spell in spells
    ]
    return [Fact(new_id(), FIR_RECORDED, fir["fir_on"]), *custody]


def kinds_of(facts: Iterable[Fact]) -> list[str]:
    """Give the kinds of facts whose rules are read."""
    return sorted({fact.kind for fact in facts})


def acts_of(fir: Row) -> list[str]:
    """Give the acts whose offences are read."""
    return sorted({section["act"] for section in fir["sections"]})


def to_rule(row: Mapping[str, Any]) -> Rule:
    """Give a dated row of clock rules as the rules read it."""
    given = {name: row[name] for name in RULE_COLUMNS}
    lists = {name: frozenset(value) for name, value in given.items() if isinstance(value, list)}
    return Rule(**{**given, **lists, "ladder": tuple(row["ladder"])})


def to_offences(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Gravity]]:
    """Give rows of offences by act and section."""
    found: dict[str, dict[str, Gravity]] = {}
    for row in rows:
        found.setdefault(row["act"], {})[row["section"]] = Gravity(row["is_death"], row["is_life"])
    return found


def scopes_of(fir: Row) -> list[str]:
    """Give the scopes of holidays that count for a case."""
    return [PROVINCE, f"district:{fir['district']}"]


def counts_working_days(rules: Iterable[Rule]) -> bool:
    """Tell whether the holidays are needed."""
    return any(rule.unit == "working" for rule in rules)


def to_holidays(rows: Iterable[Mapping[str, Any]]) -> Holidays:
    """Give the calendars of the district's offices and of the High Court."""
    found = [(row["scope"], row["day"]) for row in rows]
    high_court = frozenset(day for scope, day in found if scope == PROVINCE)
    return {"office": frozenset(day for _, day in found), "high_court": high_court}


def begin_clocks(fir: Row, people: Iterable[Row], facts: Sequence[Fact], law: Law) -> tuple[list[Row], dt.date | None]:
    """Give the rows of the clocks that the facts start, and when the first duty among them ends."""
    theirs = {person["id"]: Person(person["gender"], person["is_juvenile"], []) for person in people}
    known_of = known_by(CaseLaw(fir["sections"], fir["is_terrorism"], law.offences), theirs, facts)
    runs = replay(law.rules, facts, known_of, law.holidays, today=day_in_karachi(dt.datetime.now(dt.UTC)))
    due = (run.due_on for run in runs if run.is_open and run.due_on is not None and run.rule.nature == "duty")
    return [_clock_row(fir, run) for run in runs], min(due, default=None)


def fact_rows(fir: Row, facts: Iterable[Fact], actor_id: str) -> list[Row]:
    """Give the rows of the facts."""
    return [
        {
            "id": fact.id,
            "first_id": fact.id,
            "case_id": fir["id"],
            "accused_id": fact.accused_id,
            "kind": fact.kind,
            "happened_on": fact.on,
            "noted_by": actor_id,
        }
        for fact in facts
    ]


def _clock_row(fir: Row, run: Run) -> Row:
    return {
        "id": new_id(),
        "case_id": fir["id"],
        "accused_id": run.fact.accused_id,
        "fact_id": run.fact.id,
        "rule_id": run.rule.rule_id,
        "rule_valid_from": run.rule.valid_from,
        "started_on": run.fact.on,
        "due_on": run.due_on,
        "due_at": run.due_at,
        "state": run.state,
        "ended_on": run.ended_on,
        "ladder_step": 0,
        "next_step_at": _first_step(run),
    }


def _first_step(run: Run) -> dt.datetime | None:
    anchor = run.due_on or (run.fact.on if run.rule.unit == "open" else None)
    if run.state == "paused" or not (run.is_open and run.rule.ladder and anchor):
        return None
    return step_instant(run.rule, read_step(run.rule.ladder[0]), anchor, run.due_at)
