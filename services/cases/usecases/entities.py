"""Record who and what a case is about, so that it can be found to connect with others (ATA s.19(1), 21EE; AMLA).

Before: recovery memos, call records, bank statements and interrogation in the file. Sets off: the links that the graph of each
case draws by what its records share, at once and in both directions, and the proposals of records that may be one.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.events import EntityAdded
from services.cases.models import CasePerson, Entity, EntityKey
from services.cases.rules.entities import DETAILS, LINKING_KEYS, Reading, read_entity
from services.cases.rules.identifiers import initials_of
from services.cases.usecases.children import is_child_of_file
from services.cases.usecases.identities import undo_all
from services.cases.usecases.telling_links import tell_linked
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish


def add_entity(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Record a person or thing of a case; refuse one that the case has already."""
    case = open_case(session, actor, case_id)
    details = {name: new[name] for name in DETAILS if new[name]}
    if new["person_id"] is not None:
        details = {**_of_person(session, case_id, new), **details}
    reading = read_entity(new["kind"], details)
    if reading.faults:
        raise invalid(
            "entity_not_readable", "This cannot be entered like this. See the marked fields.", fields=reading.faults
        )
    _require_new(session, case_id, new["kind"], reading.keys)
    is_child = _is_child(session, case_id, new, reading)
    entity_id = new_id()
    session.add(
        Entity(
            id=entity_id, case_id=case_id, kind=new["kind"], role=new["role"], label=reading.label, details=details,
            warnings=reading.warnings, note=new["note"], identity_id=entity_id, added_by=actor.id,
            child_initials=initials_of(str(details["name"])) if is_child else None,
        )
    )  # fmt: skip
    session.flush()
    keys = [] if is_child else sorted(reading.keys)
    session.add_all(EntityKey(entity_id=entity_id, kind=kind, value=value) for kind, value in keys)
    publish(
        session,
        EntityAdded(case_id=case_id, entity_id=entity_id, kind=new["kind"]),
        audience=audience_of(session, case),
    )
    record(session, actor, "entity_added", f"case:{case_id}", entity_id=entity_id, kind=new["kind"], role=new["role"])
    session.flush()
    tell_linked(session, case_id, entity_id, keys)
    return entity_id


def withdraw_entity(  # noqa: PLR0917 - session and actor, the record in its case, the reason, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    entity_id: uuid.UUID,
    reason: str,
    if_match: int | None,
) -> None:
    """Withdraw a record that does not belong in the case; it is kept, links nothing, and decisions on it are undone."""
    open_case(session, actor, case_id)
    entity = find_entity(session, case_id, entity_id)
    require_version(if_match, entity.version)
    undo_all(session, actor, entity, reason)
    entity.withdrawn_at = sa.func.clock_timestamp()
    entity.withdrawn_by, entity.withdrawn_why = actor.id, reason
    entity.version += 1
    session.flush()
    record(session, actor, "entity_withdrawn", f"case:{case_id}", reason, entity_id=entity_id)


def find_entity(session: Session, case_id: uuid.UUID, entity_id: uuid.UUID) -> Entity:
    """Give a case's record that still stands."""
    entity = session.get(Entity, entity_id)
    if entity is None or entity.case_id != case_id:
        raise not_found("no_such_entity", "There is no such record in this case.")
    if entity.withdrawn_at is not None:
        raise conflict("entity_withdrawn", "This record was withdrawn. Enter it again if it belongs in the case.")
    return entity


def _is_child(session: Session, case_id: uuid.UUID, new: dict[str, Any], reading: Reading) -> bool:
    """Tell whether a record is a child's: because whoever enters it says so, or because the file does."""
    if new["is_child"] and new["kind"] != "person":
        wrong = "Only a person is a child."
        raise invalid("entity_not_readable", wrong, fields={"is_child": [wrong]})
    return new["is_child"] or (new["kind"] == "person" and is_child_of_file(session, case_id, reading.keys))


def _of_person(session: Session, case_id: uuid.UUID, new: dict[str, Any]) -> dict[str, Any]:
    """Give what is recorded of a person of the file; refuse one whose identity is not disclosed (ATA s.21AA, JJSA s.13)."""
    person = session.get(CasePerson, new["person_id"])
    if person is None or person.case_id != case_id:
        raise not_found("no_such_person", "There is no such person in this case.")
    if new["kind"] != "person":
        wrong = "Only a record of the kind person can be of a person of the file."
        raise invalid("entity_not_readable", wrong, fields={"person_id": [wrong]})
    if person.is_protected or person.is_child:
        raise forbidden("identity_withheld", "This person's identity is not disclosed, so files are not linked by it.")
    said = {name: getattr(person, name) for name in ("name", "father_name", "cnic", "phone")}
    return {name: value for name, value in said.items() if value}


def _require_new(session: Session, case_id: uuid.UUID, kind: str, keys: Collection[tuple[str, str]]) -> None:
    """Refuse a second record of the same thing in one case, since both would show as linked with one another."""
    linking = [key for key in keys if key[0] in LINKING_KEYS]
    if not linking:
        return
    same = (
        sa.select(Entity.id)
        .join(EntityKey, EntityKey.entity_id == Entity.id)
        .where(
            Entity.case_id == case_id,
            Entity.kind == kind,
            Entity.withdrawn_at.is_(None),
            sa.tuple_(EntityKey.kind, EntityKey.value).in_(linking),
        )
        .limit(1)
    )
    if (present := session.scalar(same)) is not None:
        raise conflict(
            "entity_already_there", "The case has this already. Withdraw the record if it is wrong, then enter it anew.",
            entity_id=str(present),
        )  # fmt: skip
