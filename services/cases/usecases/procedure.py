"""The steps of the procedure: whether one can be taken where a case stands, and where it leads.

Every step that moves a case passes here, so that no stage is left but by a row of the procedure's table. Steps with an operation
of their own (a report's receipt, a plea, a result …) call `move`; the court's other steps are taken by `take_step`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.events import StageChanged
from services.cases.models import Case, ProcedureExit, ProcedureStage, StageChange
from services.cases.rules.procedure import OWN_OPERATIONS, Exit, Procedure, Stage, is_valid, steps_of
from services.cases.usecases.timing import note_fact, refresh_next_due
from services.cases.usecases.today import day_of, today
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid
from services.common.ids import new_id
from services.common.outbox import publish

# What a step of the court is to the clocks.
_FACTS: Final = {"take_cognizance": "cognizance_taken", "supply_copies": "copies_supplied"}
_STAGES: Final = sa.select(*ProcedureStage.__table__.columns)
_EXITS: Final = sa.select(*ProcedureExit.__table__.columns).order_by(ProcedureExit.step, ProcedureExit.from_stage)


def read_procedure(session: Session, on: dt.date) -> Procedure:
    """Read the procedure as it stands on a day."""
    stages = session.execute(_STAGES).all()
    exits = session.execute(_EXITS).all()
    return Procedure(
        (Stage(row.code, row.within, row.position, row.is_final) for row in stages if _holds(row, on)),
        (
            Exit(row.step, row.from_stage, row.to_stage, frozenset(row.kinds), row.is_resumption, row.permission)
            for row in exits
            if _holds(row, on)
        ),
    )


def find_stage(session: Session, procedure: Procedure, case: Case) -> str:
    """Give the stage a case stands in."""
    last = _last_change(session, case)
    return procedure.stands_in(case.stage, last.to_stage if last else None)


def find_way(session: Session, case: Case, step: str, kind: str | None = None) -> Exit | None:
    """Give the exit that a step takes from where a case stands today; None where it cannot be taken."""
    procedure = read_procedure(session, today())
    return procedure.find_exit(find_stage(session, procedure, case), step, kind)


def move(
    session: Session,
    actor: Actor,
    case: Case,
    step: str,
    on: dt.date,
    *,
    kind: str | None = None,
    note: str | None = None,
) -> str:
    """Take a step of the procedure and give the stage it led to; refuse one that cannot follow."""
    procedure = read_procedure(session, today())
    stage = find_stage(session, procedure, case)
    way = procedure.find_exit(stage, step, kind)
    if way is None:
        raise step_not_allowed(procedure, stage, step)
    target = _target(session, procedure, case, way)
    if target is None or target == stage:
        return stage
    last = _last_change(session, case)
    session.add(
        StageChange(
            id=new_id(), case_id=case.id, number=last.number + 1 if last else 1, step=step, from_stage=stage,
            to_stage=target, taken_on=on, taken_by=actor.id, note=note,
        )
    )  # fmt: skip
    case.stage = procedure.outermost(target)
    publish(session, StageChanged(case_id=case.id, step=step, stage=target), audience=audience_of(session, case))
    return target


def take_step(
    session: Session, actor: Actor, case_id: uuid.UUID, body: dict[str, Any], *, if_match: int | None
) -> None:
    """Take a step of the court that has no operation of its own (CrPC 190, 241-A, 265-C, 244, 342, 265-F, 265-G, 249, 512, 540)."""
    case = open_case(session, actor, case_id, if_match)
    step = body["step"]
    if step in OWN_OPERATIONS:
        raise invalid(
            "step_has_own_operation", "This step is entered by itself, with what belongs to it.",
            fields={"step": ["Take it by its own button on the case's page."]},
            operation=OWN_OPERATIONS[step],
        )  # fmt: skip
    last = _last_change(session, case)
    earliest = max(filter(None, (case.fir_on, case.filed_on, last.taken_on if last else None)))
    taken_on = day_of(body["taken_on"], "taken_on", not_before=earliest)
    way = find_way(session, case, step)
    if way is not None and way.permission not in actor.may:
        raise forbidden("step_not_yours", "This step is for others to enter.", permission=way.permission)
    stage = move(session, actor, case, step, taken_on, note=body["note"])
    if step in _FACTS:
        note_fact(session, actor, case, _FACTS[step], taken_on)
    touch(case)
    refresh_next_due(session, case)
    record(session, actor, "step_taken", f"case:{case_id}", body["note"], step=step, stage=stage, taken_on=taken_on)


def step_not_allowed(procedure: Procedure, stage: str, step: str) -> Exception:
    """Say that a step cannot follow, and which can."""
    allowed = steps_of(procedure.exits_of(stage))
    return conflict(
        "step_not_allowed", "This step cannot follow where the case stands. See which ones can.", step=step,
        stage=stage, steps=allowed,
    )  # fmt: skip


def _target(session: Session, procedure: Procedure, case: Case, way: Exit) -> str | None:
    if way.is_resumption:
        back = {one.step for one in procedure.exits if one.is_resumption}
        left = sa.select(StageChange.from_stage).where(
            StageChange.case_id == case.id, StageChange.to_stage == way.from_stage, StageChange.step.not_in(back)
        )
        return session.scalar(left.order_by(StageChange.number.desc()).limit(1))
    return procedure.entered(way.to_stage) if way.to_stage else None


def _last_change(session: Session, case: Case) -> StageChange | None:
    changes = sa.select(StageChange).where(StageChange.case_id == case.id).order_by(StageChange.number.desc()).limit(1)
    return session.scalars(changes).one_or_none()


def _holds(row: sa.Row[Any], on: dt.date) -> bool:
    return is_valid(row.valid_from, row.valid_to, on)
