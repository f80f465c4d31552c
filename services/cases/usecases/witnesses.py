"""Protect a witness: a pseudonym everywhere, who they are in the vault (ATA s.21AA; Sindh Witness Protection Act 2013).

Before: the court's anonymity order. Sets off: the row of the file keeps the pseudonym alone, kept answers that hold the name are
forgotten, and what else of this case's records names the witness is listed, so that somebody mends it.

Nothing here ever says whether a text of somebody else holds the name: that would tell it to whoever guesses.
"""

from __future__ import annotations

import datetime as dt
import itertools
import string
import uuid
from collections.abc import Iterable
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.clients.vault import Vault
from services.cases.events import PersonChanged, WitnessProtected
from services.cases.models import Case, CasePerson, Export, ProtectedIdentity, ProtectionLifting, VaultOpener
from services.cases.usecases.forgetting import forget_entities
from services.cases.usecases.persons import find_person, next_number, no_such_person, read_identity, tell_added
from services.cases.usecases.today import day_of
from services.cases.usecases.traces import find_traces, words_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.idempotency import forget_answers
from services.common.ids import new_id
from services.common.outbox import publish

_WHO: Final = (
    "name", "father_name", "cnic", "cnic_as_written", "phone", "address", "gender", "rank", "agency",
)  # fmt: skip
_FLAGS: Final = ("is_child", "is_vulnerable", "is_intimidated", "needs_interpreter")


def protect_witness(
    session: Session, actor: Actor, person: CasePerson, order: dict[str, Any], *, vault: Vault
) -> list[str]:
    """Take who somebody is out of the file and into the vault; give what still names them.

    The caller holds the person by `open_person`.
    """
    if person.is_protected:
        raise conflict("already_protected", "This witness is protected already.", pseudonym=person.pseudonym)
    if person.kind == "accused":
        raise conflict("not_a_witness", "An accused is not protected as a witness.")
    identity = {name: getattr(person, name) for name in _WHO}
    person.version += 1
    _protect(session, actor, person, {**order, "identity": identity}, vault)
    session.flush()
    case = session.get_one(Case, person.case_id)
    if person.kind == "complainant" and case.complainant_initials is not None:
        case.complainant_initials = None
        touch(case)
    still = forget_elsewhere(session, actor, person.case_id, identity)
    _tell(session, actor, person, order, still)
    return still


def add_protected_witness(
    session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any], *, vault: Vault
) -> tuple[CasePerson, list[str]]:
    """Enter a witness whose name never stands in the file; give what names them already."""
    case = open_case(session, actor, case_id)
    identity = {**dict.fromkeys(_WHO), **read_identity(new)}
    identity.pop("initials")
    flags = {name: new[name] for name in _FLAGS}
    person = CasePerson(
        id=new_id(), case_id=case_id, number=next_number(session, case_id), kind=new["kind"],
        witness_kind=new["witness_kind"], **flags,
    )  # fmt: skip
    _protect(session, actor, person, {**new, "identity": identity}, vault)
    session.flush()
    forget_entities(session, actor, case_id, identity)
    still = forget_elsewhere(session, actor, case_id, identity)
    tell_added(session, actor, case, person)
    _tell(session, actor, person, new, still)
    return person, still


def open_person(
    session: Session, actor: Actor, case_id: uuid.UUID, person_id: uuid.UUID, if_match: int | None
) -> CasePerson:
    """Fetch a person to change them, and hold their case."""
    open_case(session, actor, case_id)
    person = find_person(session, case_id, person_id)
    require_version(if_match, person.version)
    return person


def name_openers(session: Session, actor: Actor, person: CasePerson, opener_ids: list[uuid.UUID], reason: str) -> None:
    """Name all who may ask to open an identity from now on; the others are withdrawn. The caller holds the person."""
    if not person.is_protected:
        raise no_such_person()
    before = set(list_openers(session, person.id))
    session.execute(
        sa.update(VaultOpener)
        .where(VaultOpener.person_id == person.id, VaultOpener.withdrawn_at.is_(None))
        .where(VaultOpener.opener_id.not_in(opener_ids))
        .values(withdrawn_at=sa.func.clock_timestamp())
    )
    _add_openers(session, actor, person.id, [one for one in opener_ids if one not in before])
    person.version += 1
    session.flush()
    record(
        session, actor, "openers_named", f"case:{person.case_id}", reason, person_id=person.id,
        opener_ids=sorted(set(opener_ids)),
    )  # fmt: skip


def set_measures(session: Session, actor: Actor, person: CasePerson, measures: list[str], reason: str) -> None:
    """Set the measures of a protected witness, as a court varied its order. The caller holds the person."""
    if not person.is_protected:
        raise no_such_person()
    kept = session.get_one(ProtectedIdentity, person.id)
    if kept.measures == sorted(set(measures)):
        raise conflict("measures_unchanged", "The witness is protected by these measures already.")
    kept.measures = sorted(set(measures))
    person.version += 1
    session.flush()
    record(
        session, actor, "measures_set", f"case:{person.case_id}", reason, person_id=person.id, measures=kept.measures
    )
    case = session.get_one(Case, person.case_id)
    told = PersonChanged(case_id=case.id, person_id=person.id)
    publish(session, told, audience=audience_of(session, case))


def list_openers(session: Session, person_id: uuid.UUID) -> list[uuid.UUID]:
    """Give who may ask to open an identity."""
    named = sa.select(VaultOpener.opener_id).where(
        VaultOpener.person_id == person_id, VaultOpener.withdrawn_at.is_(None)
    )
    return list(session.scalars(named.order_by(VaultOpener.id)))


def _protect(session: Session, actor: Actor, person: CasePerson, order: dict[str, Any], vault: Vault) -> None:
    """Lock the identity away under its order."""
    case = session.get_one(Case, person.case_id)
    identity = {name: order["identity"][name] for name in _WHO}
    pseudonym = _choose_pseudonym(session, person, order["pseudonym"])
    _require_unnamed(identity, order["order_reference"], pseudonym)
    ordered_on = day_of(order["ordered_on"], "ordered_on", not_before=case.fir_on)
    _empty(person, pseudonym)
    session.add(person)
    session.flush()
    # Who was protected before has a row already, emptied when that protection was lifted: the request to lift keeps what it was.
    session.merge(
        ProtectedIdentity(
            person_id=person.id, sealed=vault.seal(person.id, identity), key_name=vault.key_name, law=order["law"],
            order_reference=order["order_reference"], ordered_on=ordered_on, measures=sorted(set(order["measures"])),
            protected_by=actor.id, protected_at=dt.datetime.now(dt.UTC), lifted_at=None,
        )
    )  # fmt: skip
    session.flush()
    _add_openers(session, actor, person.id, order["opener_ids"])


def _empty(person: CasePerson, pseudonym: str) -> None:
    """Take out of the row all that says who somebody is, and leave the pseudonym."""
    for name in (*_WHO, "initials"):
        setattr(person, name, None)
    person.gender, person.is_protected, person.pseudonym = "unknown", True, pseudonym


def _add_openers(session: Session, actor: Actor, person_id: uuid.UUID, opener_ids: Iterable[uuid.UUID]) -> None:
    session.add_all(
        VaultOpener(id=new_id(), person_id=person_id, opener_id=opener_id, named_by=actor.id)
        for opener_id in dict.fromkeys(opener_ids)
    )


def forget_elsewhere(session: Session, actor: Actor, case_id: uuid.UUID, identity: dict[str, Any]) -> list[str]:
    """Empty what is kept of somebody beside the file, and give what of the file itself still names them.

    Of kept answers and made files all that are about the case go: one of them may hold the name in an earlier spelling.
    """
    forget_entities(session, actor, case_id, identity)
    forget_answers(session, [str(case_id), *words_of(identity)])
    session.execute(
        sa.update(Export)
        .where(Export.case_id == case_id)
        .values(state="failed", content=None, sha256=None, wanted={}, claimed_until=None, made_at=None)
    )
    return find_traces(session, case_id, identity)


def _choose_pseudonym(session: Session, person: CasePerson, wanted: str | None) -> str:
    """Give the pseudonym that was asked for, or the next free one, from PW-A on."""
    with session.no_autoflush:
        found = sa.select(CasePerson.pseudonym).where(CasePerson.case_id == person.case_id)
        lifted = sa.select(ProtectionLifting.pseudonym).where(
            ProtectionLifting.case_id == person.case_id, ProtectionLifting.person_id != person.id
        )
        taken = {one for one in session.scalars(found.union(lifted)) if one is not None}
    if wanted is None:
        letters = ("".join(some) for size in (1, 2) for some in itertools.product(string.ascii_uppercase, repeat=size))
        return next(name for name in (f"PW-{one}" for one in letters) if name not in taken)
    if wanted in taken:
        raise conflict("pseudonym_taken", "Another witness of this case has this pseudonym. Choose another.")
    return wanted


def _require_unnamed(identity: dict[str, Any], reference: str, pseudonym: str) -> None:
    """Refuse an order or a pseudonym that names the witness: both show to everybody who sees the case."""
    words = [word.casefold() for word in words_of(identity)]
    words += [part for part in str(identity["name"]).casefold().split() if len(part) > 3]
    given = {"order_reference": reference, "pseudonym": pseudonym}
    wrong = {field for field, text in given.items() if any(word in text.casefold() for word in words)}
    if wrong:
        raise invalid(
            "identity_in_text", "This text names the witness, and everybody who sees the case reads it. Write it without.",
            fields={field: ["Leave the name and numbers out."] for field in sorted(wrong)},
        )  # fmt: skip


def _tell(session: Session, actor: Actor, person: CasePerson, order: dict[str, Any], still: list[str]) -> None:
    case = session.get_one(Case, person.case_id)
    record(
        session, actor, "witness_protected", f"case:{case.id}", order["order_reference"], person_id=person.id,
        pseudonym=person.pseudonym, law=order["law"], opener_ids=order["opener_ids"], still_named_in=still,
    )  # fmt: skip
    publish(session, WitnessProtected(case_id=case.id, person_id=person.id), audience=audience_of(session, case))
