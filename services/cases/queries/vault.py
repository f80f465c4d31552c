"""Reading requests to open the vault, and what is answered of protected witnesses."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import sight
from services.cases.clients.vault import Vault
from services.cases.models import CasePerson, ProtectionLifting, VaultOpening
from services.cases.queries.persons import kept_view, see_traced
from services.cases.usecases.persons import find_person, no_such_person
from services.cases.usecases.vault import open_identity
from services.cases.usecases.witnesses import list_openers
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.database import Database
from services.common.errors import not_found

APPROVE: Final = "cases.vault_approve"
_CASE: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_STATE: Final = sa.case(
    (VaultOpening.decision.is_(None), "asked"),
    (VaultOpening.expires_at < sa.func.clock_timestamp(), "expired"),
    else_=VaultOpening.decision,
)
_LIFTED: Final = (
    sa.select(ProtectionLifting.pseudonym)
    .where(ProtectionLifting.person_id == CasePerson.id, ProtectionLifting.pseudonym.is_not(None))
    .order_by(ProtectionLifting.id.desc())
    .limit(1)
    .correlate(CasePerson)
    .scalar_subquery()
)
# What somebody shows by, also once the protection was lifted: what was asked then was asked about this pseudonym.
PSEUDONYM: Final = sa.func.coalesce(CasePerson.pseudonym, _LIFTED).label("pseudonym")
_OPENINGS: Final = (
    sa.select(
        VaultOpening.id, VaultOpening.case_id, VaultOpening.person_id, PSEUDONYM, VaultOpening.asked_by,
        VaultOpening.asked_at, VaultOpening.reason, VaultOpening.is_break_glass, _STATE.label("state"),
        VaultOpening.decided_by, VaultOpening.decided_at, VaultOpening.expires_at,
    )
    .join(CasePerson, CasePerson.id == VaultOpening.person_id)
    .where(VaultOpening.case_id == _CASE)
)  # fmt: skip
_OPENING: Final = JsonRow(_OPENINGS.where(VaultOpening.id == sa.bindparam("opening_id", type_=pg.UUID(as_uuid=True))))

_LIFTINGS: Final = (
    sa.select(
        ProtectionLifting.id, ProtectionLifting.case_id, ProtectionLifting.person_id,
        sa.func.coalesce(ProtectionLifting.pseudonym, CasePerson.pseudonym, _LIFTED).label("pseudonym"),
        ProtectionLifting.order_reference, ProtectionLifting.ordered_on, ProtectionLifting.asked_by,
        ProtectionLifting.asked_at, ProtectionLifting.reason,
        sa.func.coalesce(ProtectionLifting.decision, "asked").label("state"), ProtectionLifting.decided_by,
        ProtectionLifting.decided_at,
    )
    .join(CasePerson, CasePerson.id == ProtectionLifting.person_id)
    .where(ProtectionLifting.case_id == _CASE)
)  # fmt: skip
_LIFTING: Final = JsonRow(
    _LIFTINGS.where(ProtectionLifting.id == sa.bindparam("lifting_id", type_=pg.UUID(as_uuid=True)))
)


def answer_protected(session: Session, person: CasePerson, still_named_in: list[str], *, status: int) -> Answer:
    """Answer that a witness is protected, and what still names them."""
    kept = kept_view(session, person)
    location = f"/api/cases/{person.case_id}/persons/{person.id}" if status == 201 else None
    return answer_json(
        {**kept, "still_named_in": still_named_in}, status=status, etag=person.version, location=location
    )


def answer_openers(session: Session, person: CasePerson) -> Answer:
    """Answer who may ask to open an identity."""
    named = {"person_id": person.id, "opener_ids": list_openers(session, person.id)}
    return answer_json(named, etag=person.version)


def read_openers(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, person_id: uuid.UUID
) -> Answer:
    """Answer who is named of somebody who is protected; of anybody else nobody is."""
    see_traced(session, database, actor, case_id)
    person = find_person(session, case_id, person_id)
    if not person.is_protected:
        raise no_such_person()
    return answer_openers(session, person)


def read_opening(session: Session, case_id: uuid.UUID, opening_id: uuid.UUID, *, status: int) -> Answer:
    """Answer one request."""
    missing = not_found("no_such_opening", "There is no such request in this case.")
    return _OPENING.one(session, missing=missing, status=status, case_id=case_id, opening_id=opening_id)


def list_openings(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the requests of a case, newest first: one's own, and all to who decides on them."""
    see_traced(session, database, actor, case_id)
    statement = _OPENINGS
    if APPROVE not in actor.may:
        statement = statement.where(VaultOpening.asked_by == sight(actor)["sight_me"])
    return page(session, statement, order=[(VaultOpening.id, "desc")], query=query, params={"case_id": case_id})


def read_identity(
    database: Database, actor: Actor, case_id: uuid.UUID, person_id: uuid.UUID, *, vault: Vault
) -> Answer:
    """Answer who a protected witness is; that it was read is kept before it is shown."""
    with database.transaction() as writing:
        identity = open_identity(writing, actor, case_id, person_id, vault=vault)
    return answer_json(identity)


def read_lifting(session: Session, case_id: uuid.UUID, lifting_id: uuid.UUID, *, status: int) -> Answer:
    """Answer one request to end a protection."""
    missing = not_found("no_such_lifting", "There is no such request in this case.")
    return _LIFTING.one(session, missing=missing, status=status, case_id=case_id, lifting_id=lifting_id)


def list_liftings(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the requests of a case to end protections, newest first: one's own, and all to who decides on them."""
    see_traced(session, database, actor, case_id)
    statement = _LIFTINGS
    if APPROVE not in actor.may:
        statement = statement.where(ProtectionLifting.asked_by == sight(actor)["sight_me"])
    return page(session, statement, order=[(ProtectionLifting.id, "desc")], query=query, params={"case_id": case_id})
