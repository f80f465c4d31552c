"""Proceed against an accused who hides: warrant, proclamation, attachment, declaration, evidence in absence (CrPC 87, 88, 512).

Before: the accused's custody says that they abscond. Sets off: a proclamation starts the time to appear (ATA s.19(10)); evidence
recorded in absence can be used when they are found. Who appears is no absconder any more, and what was done stays with that time.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.models import AbsconderStep, Case, CustodySpell
from services.cases.rules.absconding import REPEATED, find_missing_step, is_early
from services.cases.usecases.people import find_accused
from services.cases.usecases.timing import note_fact
from services.cases.usecases.timing_once import Subject, supersede_typed
from services.cases.usecases.today import day_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict
from services.common.ids import new_id

# The step that clocks run by, as the fact is called.
PROCLAIMED: Final = "proclamation_published"


def record_absconder_step(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Record a step that a court took against an absconder."""
    case = open_case(session, actor, case_id, if_match)
    spell = _find_spell(session, find_accused(session, case_id, accused_id).id)
    step, taken = body["step"], _read_steps(session, spell)
    taken_on = day_of(body["taken_on"], "taken_on", not_before=spell.since_on)
    _require_order(step, taken, taken_on)
    early = is_early(step, taken, taken_on, is_terrorism=case.is_terrorism)
    session.add(
        AbsconderStep(
            id=new_id(), case_id=case_id, custody_spell_id=spell.id, step=step, taken_on=taken_on,
            order_reference=body["order_reference"], is_early=early, recorded_by=actor.id,
        )
    )  # fmt: skip
    if step == PROCLAIMED:
        # Somebody may have entered it by hand, of another day: one absconding has one proclamation, and the step says when.
        about = Subject(accused_id, None, None)
        typed = supersede_typed(session, case, step, about, since=spell.since_on)
        note_fact(session, actor, case, step, taken_on, accused_id=accused_id, first_id=typed)
    _close(session, actor, case, accused_id, step, taken_on)


def proclaimable_since(session: Session, accused_id: uuid.UUID | None) -> dt.date | None:
    """Give since when an accused absconds, if they do."""
    spell = sa.select(CustodySpell.since_on).where(
        CustodySpell.accused_id == accused_id, CustodySpell.until_on.is_(None), CustodySpell.state == "absconding"
    )
    return session.scalar(spell)


def _find_spell(session: Session, accused_id: uuid.UUID) -> CustodySpell:
    current = sa.select(CustodySpell).where(CustodySpell.accused_id == accused_id, CustodySpell.until_on.is_(None))
    spell = session.scalars(current).one_or_none()
    if spell is None or spell.state != "absconding":
        raise conflict(
            "not_absconding",
            "This accused does not abscond as recorded. Record their custody first.",
            state=spell and spell.state,
        )
    return spell


def _read_steps(session: Session, spell: CustodySpell) -> dict[str, dt.date]:
    steps = sa.select(AbsconderStep.step, AbsconderStep.taken_on).where(AbsconderStep.custody_spell_id == spell.id)
    # Of evidence that was recorded several times the first day counts.
    return {row.step: row.taken_on for row in session.execute(steps.order_by(AbsconderStep.taken_on.desc()))}


def _require_order(step: str, taken: dict[str, dt.date], on: dt.date) -> None:
    if step in taken and step not in REPEATED:
        raise conflict("step_taken_already", "This step was taken already.", on=str(taken[step]))
    missing = find_missing_step(step, taken, on)
    if missing is not None:
        raise conflict(
            "step_out_of_order", "Another step has to come before this one. Record it first.", missing=missing
        )


def _close(  # noqa: PLR0917 - session and actor, the case, and what was done to whom
    session: Session, actor: Actor, case: Case, accused_id: uuid.UUID, step: str, on: dt.date
) -> None:
    touch(case)
    record(session, actor, "absconder_step_recorded", f"case:{case.id}", accused_id=accused_id, step=step, taken_on=on)
    session.flush()
