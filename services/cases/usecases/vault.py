"""Open the vault: two people and a reason, for a short time, and each look is kept.

Before: a witness is protected. Who is named for the witness asks, or in an emergency (break-glass) anybody with `cases.vault`; a
second person with `cases.vault_approve` decides. Sets off: whoever asked may read the identity until the approval expires; a named
opener who was withdrawn reads nothing any more.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, person_id, see_case
from services.cases.clients.vault import Vault
from services.cases.events import OpeningAsked, OpeningDecided
from services.cases.models import CasePerson, ProtectedIdentity, VaultOpening
from services.cases.usecases.persons import find_person, no_such_person
from services.cases.usecases.watching import audience_of
from services.cases.usecases.witnesses import list_openers
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, forbidden, not_found
from services.common.ids import new_id
from services.common.outbox import publish

LASTS: Final = dt.timedelta(hours=1)
LASTS_AFTER_BREAK: Final = dt.timedelta(minutes=15)
_AT_ONCE: Final = 200


def ask_opening(
    session: Session, actor: Actor, case_id: uuid.UUID, person_id_: uuid.UUID, new: dict[str, Any]
) -> uuid.UUID:
    """Ask to see who a protected witness is."""
    case = open_case(session, actor, case_id)
    person = find_protected(session, case_id, person_id_)
    asked_by = require_person(actor)
    is_named = asked_by in list_openers(session, person.id)
    if not is_named and not new["is_break_glass"]:
        raise forbidden(
            "not_named_opener",
            "You are not named to open this identity. Ask to be named; in an emergency say that it is one.",
        )
    undecided = sa.select(VaultOpening.id).where(
        VaultOpening.person_id == person.id, VaultOpening.asked_by == asked_by, VaultOpening.decided_at.is_(None)
    )
    if session.scalar(undecided) is not None:
        raise conflict("opening_asked_already", "You asked for this already. A second person has to decide on it.")
    opening = VaultOpening(
        id=new_id(), case_id=case_id, person_id=person.id, asked_by=asked_by, reason=new["reason"],
        is_break_glass=not is_named,
    )  # fmt: skip
    session.add(opening)
    session.flush()
    told = OpeningAsked(
        case_id=case_id, person_id=person.id, opening_id=opening.id, is_break_glass=opening.is_break_glass
    )
    publish(session, told, audience=audience_of(session, case, *list_openers(session, person.id)))
    record(
        session, actor, "opening_asked", f"case:{case_id}", new["reason"], person_id=person.id, opening_id=opening.id,
        is_break_glass=opening.is_break_glass,
    )  # fmt: skip
    return opening.id


def decide_opening(
    session: Session, actor: Actor, case_id: uuid.UUID, opening_id: uuid.UUID, body: dict[str, Any]
) -> None:
    """Approve or refuse, as the second person."""
    case = open_case(session, actor, case_id)
    opening = session.get(VaultOpening, opening_id, with_for_update=True)
    if opening is None or opening.case_id != case_id:
        raise not_found("no_such_opening", "There is no such request in this case.")
    decided_by = require_person(actor)
    if opening.asked_by == decided_by:
        raise forbidden("second_person_needed", "You asked for this yourself. Somebody else has to decide on it.")
    if opening.decided_at is not None:
        raise conflict("opening_decided_already", "This request is decided on already.", decision=opening.decision)
    decision = body["decision"]
    if decision == "approved" and not _may_still_open(session, opening):
        raise conflict("no_longer_named", "Whoever asked is no longer named to open this identity. Refuse it.")
    opening.decision, opening.decided_by, opening.decided_at = decision, decided_by, dt.datetime.now(dt.UTC)
    if decision == "approved":
        opening.expires_at = opening.decided_at + (LASTS_AFTER_BREAK if opening.is_break_glass else LASTS)
    session.flush()
    told = OpeningDecided(case_id=case_id, person_id=opening.person_id, opening_id=opening_id, decision=decision)
    publish(session, told, audience=audience_of(session, case, opening.asked_by))
    record(
        session, actor, f"opening_{decision}", f"case:{case_id}", body["reason"], person_id=opening.person_id,
        opening_id=opening_id, asked_by=opening.asked_by, expires_at=opening.expires_at,
    )  # fmt: skip


def open_identity(
    session: Session, actor: Actor, case_id: uuid.UUID, person_id_: uuid.UUID, *, vault: Vault
) -> dict[str, Any]:
    """Give who a protected witness is, while an approved request of the actor lasts; that it was read is kept."""
    see_case(session, actor, case_id)
    person = find_protected(session, case_id, person_id_)
    approved = (
        sa.select(VaultOpening)
        .where(
            VaultOpening.person_id == person.id,
            VaultOpening.asked_by == require_person(actor),
            VaultOpening.expires_at > sa.func.clock_timestamp(),
        )
        .order_by(VaultOpening.expires_at.desc())
    )
    opening = next((one for one in session.scalars(approved) if _may_still_open(session, one)), None)
    if opening is None:
        raise forbidden(
            "vault_closed", "No approved request of yours lasts. Ask to see this identity, and have it approved."
        )
    kept = session.get_one(ProtectedIdentity, person.id)
    identity = vault.open(person.id, kept.sealed)
    record(
        session, actor, "identity_opened", f"case:{case_id}", opening.reason, person_id=person.id,
        opening_id=opening.id, is_break_glass=opening.is_break_glass,
    )  # fmt: skip
    return {"person_id": person.id, "pseudonym": person.pseudonym, **identity, "expires_at": opening.expires_at}


def find_protected(session: Session, case_id: uuid.UUID, person_id_: uuid.UUID) -> CasePerson:
    """Give a protected person of a case."""
    person = find_person(session, case_id, person_id_)
    if not person.is_protected:
        raise no_such_person()
    return person


def reseal_identities(session: Session, vault: Vault) -> int:
    """Lock under the newest key what lies under an older one; give how many."""
    older = sa.select(ProtectedIdentity).where(
        ProtectedIdentity.key_name != vault.key_name, ProtectedIdentity.lifted_at.is_(None)
    )
    older = older.limit(_AT_ONCE)
    found = session.scalars(older.with_for_update(skip_locked=True)).all()
    for kept in found:
        kept.sealed = vault.seal(kept.person_id, vault.open(kept.person_id, kept.sealed))
        kept.key_name = vault.key_name
    return len(found)


def _may_still_open(session: Session, opening: VaultOpening) -> bool:
    return opening.is_break_glass or opening.asked_by in list_openers(session, opening.person_id)


def require_person(actor: Actor) -> uuid.UUID:
    """Give the account of somebody who acts; refuse a service."""
    me = person_id(actor)
    if me is None:
        raise Problem("forbidden", "person_needed", "Only a person may do this.")
    return me
