"""The clocks of a case that is only being registered: worked out before it is written, and written with it at once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Case, CaseFact, Clock
from services.cases.rules.conditions import Known
from services.cases.rules.replay import Fact, replay
from services.cases.usecases.timing_reading import read_calendars, read_rules
from services.cases.usecases.timing_record import fact_row
from services.cases.usecases.timing_writing import write_clock
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.ids import new_id

_TABLES = Clock.metadata.tables
_FACT_COLUMNS = [column.name for column in CaseFact.__table__.columns if column.name != "noted_at"]
_CLOCK_COLUMNS = [column.name for column in Clock.__table__.columns]


@dataclass(frozen=True, slots=True)
class Begun:
    """The rows of a new case's facts and clocks, and when its first duty ends."""

    facts: list[dict[str, Any]]
    clocks: list[dict[str, Any]]
    next_due_on: dt.date | None

    def insert(self, session: Session) -> None:
        """Write them; the case and its accused are there."""
        session.execute(sa.insert(_TABLES["case_facts"]), self.facts)
        if self.clocks:
            session.execute(sa.insert(_TABLES["clocks"]), self.clocks)


def begin_clocks(
    session: Session, actor: Actor, case: Case, facts: Sequence[Fact], known_of: Callable[[uuid.UUID | None], Known]
) -> Begun:
    """Work out the clocks that a new case's facts start."""
    rules = read_rules(session, {fact.kind for fact in facts})
    runs = replay(rules, facts, known_of, read_calendars(session, case, rules, facts), today=today())
    clocks: list[dict[str, Any]] = []
    for run in runs:
        clock = Clock(id=new_id(), case_id=case.id, fact_id=run.fact.id, ladder_step=0)
        write_clock(clock, run)
        clocks.append({name: getattr(clock, name) for name in _CLOCK_COLUMNS})
    rows = [fact_row(case.id, fact, actor.id) for fact in facts]
    due = (run.due_on for run in runs if run.is_open and run.due_on is not None and run.rule.nature == "duty")
    return Begun([{name: getattr(row, name) for name in _FACT_COLUMNS} for row in rows], clocks, min(due, default=None))
