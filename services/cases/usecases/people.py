"""What changes for one accused: custody and charges. Each keeps what was before.

Custody follows arrest (CrPC 61, 167; ATA 21E) and bail orders (CrPC 496 to 498; ATA 21D); charges follow the court's framing
(CrPC 242, 265-D).
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, open_undecided, touch
from services.cases.events import CustodyChanged
from services.cases.models import Accused, Charge, CustodySpell
from services.cases.rules.facts import OF_CUSTODY
from services.cases.usecases.procedure import move
from services.cases.usecases.registration import read_sections
from services.cases.usecases.timing import note_fact, recompute_clocks
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.ids import new_id
from services.common.outbox import publish


def find_accused(session: Session, case_id: uuid.UUID, accused_id: uuid.UUID) -> Accused:
    """Give a case's accused."""
    accused = session.get(Accused, accused_id)
    if accused is None or accused.case_id != case_id:
        raise not_found("no_such_accused", "There is no such accused in this case.")
    return accused


def change_custody(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """End an accused's present state and begin the next on the same day, without a gap; or record the first one."""
    case = open_case(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    current = session.scalars(
        sa.select(CustodySpell).where(CustodySpell.accused_id == accused.id, CustodySpell.until_on.is_(None))
    ).one_or_none()
    if current is not None and current.state == body["state"]:
        raise conflict("custody_unchanged", "The accused is in this state already.", since_on=str(current.since_on))
    since_on = day_of(body["since_on"], "since_on", not_before=current.since_on if current else None)
    if current is not None:
        current.until_on = since_on
        session.flush()
    session.add(CustodySpell(id=new_id(), accused_id=accused.id, state=body["state"], since_on=body["since_on"]))
    note_fact(session, actor, case, OF_CUSTODY[body["state"]], body["since_on"], accused_id=accused.id)
    touch(case)
    told = CustodyChanged(case_id=case.id, accused_id=accused.id, state=body["state"], since_on=body["since_on"])
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "custody_changed", f"case:{case_id}", body["order_reference"], accused_id=accused.id,
        state=body["state"], since_on=body["since_on"],
    )  # fmt: skip


def set_charges(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Set all the charges against an accused; they supersede the earlier ones."""
    case = open_undecided(session, actor, case_id, if_match)
    accused = find_accused(session, case_id, accused_id)
    framed_on = day_of(body["framed_on"], "framed_on", not_before=case.fir_on)
    charges, _ = read_sections(session, body["charges"], "charges")
    session.execute(
        sa.update(Charge)
        .where(Charge.accused_id == accused.id, Charge.superseded_at.is_(None))
        .values(superseded_at=sa.func.clock_timestamp())
    )
    session.add_all(Charge(id=new_id(), accused_id=accused.id, framed_on=framed_on, **charge) for charge in charges)
    if case.stage == "in_court":
        move(session, actor, case, "frame_charge", framed_on)
        note_fact(session, actor, case, "charge_framed", framed_on)
    recompute_clocks(session, case, "law")
    touch(case)
    record(
        session, actor, "charges_set", f"case:{case_id}", accused_id=accused.id, charges=charges, framed_on=framed_on
    )
