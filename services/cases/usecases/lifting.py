"""Lift a witness's protection: the identity comes back into the file (ATA s.21AA; Sindh Witness Protection Act 2013).

Before: the court ended or set aside its anonymity order. Who is named to open the identity asks, with the order and a reason; a second
person with `cases.vault_approve` decides. Sets off: the person shows by name again, the vault holds nothing of them any more, whoever
was named is named no longer, and their pseudonym stays theirs. What was emptied when they were protected (records that connect cases,
texts that were withheld) does not come back by itself.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.clients.vault import Vault
from services.cases.events import LiftingAsked, LiftingDecided
from services.cases.models import Case, CasePerson, ProtectedIdentity, ProtectionLifting, VaultOpener, VaultOpening
from services.cases.rules.identifiers import initials_of
from services.cases.usecases.today import day_of
from services.cases.usecases.vault import find_protected, require_person
from services.cases.usecases.watching import audience_of
from services.cases.usecases.witnesses import list_openers
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, forbidden, not_found
from services.common.ids import new_id
from services.common.outbox import publish

_NOW: Final = sa.func.clock_timestamp()


def ask_lifting(
    session: Session, actor: Actor, case_id: uuid.UUID, person_id: uuid.UUID, new: dict[str, Any]
) -> uuid.UUID:
    """Ask, as one who is named for the witness, that the protection end."""
    case = open_case(session, actor, case_id)
    person = find_protected(session, case_id, person_id)
    asked_by, openers = require_person(actor), list_openers(session, person.id)
    if asked_by not in openers:
        raise forbidden(
            "not_named_opener",
            "Only who is named to open this identity may ask that its protection end. Ask to be named.",
        )
    waiting = sa.select(ProtectionLifting.id).where(
        ProtectionLifting.person_id == person.id, ProtectionLifting.decided_at.is_(None)
    )
    if session.scalar(waiting) is not None:
        raise conflict("lifting_asked_already", "This is asked for already. A second person has to decide on it.")
    kept = session.get_one(ProtectedIdentity, person.id)
    lifting = ProtectionLifting(
        id=new_id(), case_id=case_id, person_id=person.id, order_reference=new["order_reference"],
        ordered_on=day_of(new["ordered_on"], "ordered_on", not_before=kept.ordered_on), asked_by=asked_by,
        reason=new["reason"],
    )  # fmt: skip
    session.add(lifting)
    session.flush()
    told = LiftingAsked(case_id=case_id, person_id=person.id, lifting_id=lifting.id)
    publish(session, told, audience=audience_of(session, case, *openers))
    record(
        session, actor, "lifting_asked", f"case:{case_id}", new["reason"], person_id=person.id, lifting_id=lifting.id,
        order_reference=lifting.order_reference,
    )  # fmt: skip
    return lifting.id


def decide_lifting(
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    lifting_id: uuid.UUID,
    body: dict[str, Any],
    *,
    vault: Vault,
) -> None:
    """Approve or refuse, as the second person; once approved, the identity is in the file again."""
    case = open_case(session, actor, case_id)
    lifting = session.get(ProtectionLifting, lifting_id, with_for_update=True)
    if lifting is None or lifting.case_id != case_id:
        raise not_found("no_such_lifting", "There is no such request in this case.")
    decided_by, decision = require_person(actor), body["decision"]
    if lifting.asked_by == decided_by:
        raise forbidden("second_person_needed", "You asked for this yourself. Somebody else has to decide on it.")
    if lifting.decided_at is not None:
        raise conflict("lifting_decided_already", "This request is decided on already.", decision=lifting.decision)
    if decision == "approved" and lifting.asked_by not in list_openers(session, lifting.person_id):
        raise conflict("no_longer_named", "Whoever asked is no longer named to open this identity. Refuse it.")
    with session.no_autoflush:  # what a request keeps of the protection goes with its decision, in one row
        lifting.decision, lifting.decided_by, lifting.decided_at = decision, decided_by, _NOW
        if decision == "approved":
            _lift(session, case, lifting, vault)
    session.flush()
    told = LiftingDecided(case_id=case_id, person_id=lifting.person_id, lifting_id=lifting_id, decision=decision)
    publish(session, told, audience=audience_of(session, case, lifting.asked_by))
    record(
        session, actor, "protection_lifted" if decision == "approved" else "lifting_refused", f"case:{case_id}",
        body["reason"], person_id=lifting.person_id, lifting_id=lifting_id, asked_by=lifting.asked_by,
        order_reference=lifting.order_reference,
    )  # fmt: skip


def _lift(session: Session, case: Case, lifting: ProtectionLifting, vault: Vault) -> None:
    """Bring the identity back into the file; what the order was stays with the request."""
    person = find_protected(session, case.id, lifting.person_id)
    kept = session.get_one(ProtectedIdentity, person.id)
    lifting.pseudonym, lifting.protection = person.pseudonym, {
        "law": kept.law, "order_reference": kept.order_reference, "ordered_on": str(kept.ordered_on),
        "measures": kept.measures, "protected_by": kept.protected_by, "protected_at": kept.protected_at.isoformat(),
    }  # fmt: skip
    _show(person, vault.open(person.id, kept.sealed))
    kept.sealed, kept.lifted_at = b"", _NOW
    if person.kind == "complainant" and case.complainant_initials is None:
        case.complainant_initials = person.initials
        touch(case)
    _end_openings(session, person.id)


def _show(person: CasePerson, identity: dict[str, Any]) -> None:
    for name, value in identity.items():
        setattr(person, name, value)
    person.initials = initials_of(identity["name"])
    person.is_protected, person.pseudonym = False, None
    person.version += 1


def _end_openings(session: Session, person_id: uuid.UUID) -> None:
    """Let requests to see the identity lapse, and nobody be named for it any more."""
    of_person = VaultOpening.person_id == person_id
    session.execute(
        sa.update(VaultOpening).where(of_person, VaultOpening.decided_at.is_(None)).values(decision="lapsed", decided_at=_NOW)
    )  # fmt: skip
    session.execute(sa.update(VaultOpening).where(of_person, VaultOpening.expires_at > _NOW).values(expires_at=_NOW))
    named = sa.update(VaultOpener).where(VaultOpener.person_id == person_id, VaultOpener.withdrawn_at.is_(None))
    session.execute(named.values(withdrawn_at=_NOW))
