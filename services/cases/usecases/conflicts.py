"""Conflicts of interest: who may not prosecute a case (CrPC s.495(4): whoever took part in its investigation; kin; witnesses).

A prosecutor declares it of themselves; who manages teams declares it of anybody. Sets off: the prosecutor cannot be assigned and
reads the case no more by way of the district (`access.visible`); who stands on the team already has to be released.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import MANAGE, open_case, person_id
from services.cases.events import ProsecutorRecused, RecusalWithdrawn
from services.cases.models import Recusal
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, forbidden, not_found
from services.common.ids import new_id
from services.common.outbox import publish


def recuse_prosecutor(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Declare that a prosecutor may not prosecute a case."""
    case = open_case(session, actor, case_id)
    prosecutor_id = new["prosecutor_id"]
    if prosecutor_id != person_id(actor) and MANAGE not in actor.may:
        raise forbidden("recusal_not_yours", "Declare this of yourself; of others it is declared by who manages teams.")
    if find_recusal(session, case_id, prosecutor_id) is not None:
        raise conflict("already_recused", "This prosecutor is recused from the case already.")
    declared_on = day_of(new["declared_on"], "declared_on", not_before=case.fir_on)
    recusal = Recusal(
        id=new_id(), case_id=case_id, prosecutor_id=prosecutor_id, ground=new["ground"], declared_on=declared_on,
        declared_by=actor.id,
    )  # fmt: skip
    session.add(recusal)
    session.flush()
    told = ProsecutorRecused(case_id=case_id, prosecutor_id=prosecutor_id, ground=new["ground"])
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "prosecutor_recused", f"case:{case_id}", new["reason"], prosecutor_id=prosecutor_id,
        ground=new["ground"], declared_on=declared_on,
    )  # fmt: skip
    return recusal.id


def withdraw_recusal(session: Session, actor: Actor, case_id: uuid.UUID, recusal_id: uuid.UUID, reason: str) -> None:
    """Take a recusal back; nobody takes back their own."""
    case = open_case(session, actor, case_id)
    recusal = session.get(Recusal, recusal_id)
    if recusal is None or recusal.case_id != case_id:
        raise not_found("no_such_recusal", "There is no such recusal in this case.")
    if recusal.withdrawn_at is not None:
        raise conflict("already_withdrawn", "This recusal was taken back already.")
    if recusal.prosecutor_id == person_id(actor):
        raise forbidden("recusal_is_own", "Somebody else has to take back a recusal of yourself.")
    recusal.withdrawn_at, recusal.withdrawn_by = sa.func.clock_timestamp(), actor.id
    told = RecusalWithdrawn(case_id=case_id, prosecutor_id=recusal.prosecutor_id)
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "recusal_withdrawn", f"case:{case_id}", reason, recusal_id=recusal_id,
        prosecutor_id=recusal.prosecutor_id,
    )  # fmt: skip


def find_recusal(session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID) -> Recusal | None:
    """Give a prosecutor's standing recusal from a case."""
    standing = sa.select(Recusal).where(
        Recusal.case_id == case_id, Recusal.prosecutor_id == prosecutor_id, Recusal.withdrawn_at.is_(None)
    )
    return session.scalars(standing).one_or_none()


def require_no_conflict(session: Session, case_id: uuid.UUID, prosecutor_id: uuid.UUID) -> None:
    """Refuse a prosecutor who is recused from a case."""
    recusal = find_recusal(session, case_id, prosecutor_id)
    if recusal is not None:
        raise conflict(
            "conflict_of_interest",
            "This prosecutor is recused from the case and may not be assigned to it. Choose somebody else.",
            ground=recusal.ground,
        )
