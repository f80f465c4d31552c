"""A child's identity connects no files (JJSA 2018 s.13).

Before: somebody records a child as a person of a case, or a person of the file turns out to be one. Sets off: the record shows to the
team alone, the others see initials; no key finds it, links it or proposes it as another's.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import CasePerson, Entity, EntityKey
from services.cases.rules.entities import NAME_KEY
from services.cases.rules.identifiers import initials_of
from services.cases.rules.spelling import sound
from services.cases.usecases.identities import undo_all
from services.common.actor import Actor
from services.common.audit import record

_WHY = "a child"


def is_child_of_file(session: Session, case_id: uuid.UUID, keys: Collection[tuple[str, str]]) -> bool:
    """Tell whether a record that is to be made names a child of the case's file, by CNIC or by how the name sounds."""
    children = sa.select(CasePerson.name, CasePerson.cnic).where(
        CasePerson.case_id == case_id, CasePerson.is_child, sa.not_(CasePerson.is_protected)
    )
    wanted = {key for name, cnic in session.execute(children) for key in _keys_of(name, cnic)}
    return bool(wanted & set(keys))


def hide_child(session: Session, actor: Actor, person: CasePerson) -> None:
    """Take what finds and links a child out of the case's records that name them. The caller holds the case."""
    wanted = _keys_of(person.name, person.cnic)
    if not person.is_child or not wanted:
        return
    named = sa.select(EntityKey.entity_id).where(sa.tuple_(EntityKey.kind, EntityKey.value).in_(wanted))
    found = session.scalars(
        sa.select(Entity).where(Entity.case_id == person.case_id, Entity.kind == "person", Entity.id.in_(named))
    ).all()
    for entity in found:
        undo_all(session, actor, entity, _WHY)
        entity.child_initials = initials_of(str(entity.details.get("name") or entity.label))
        entity.version += 1
        session.execute(sa.delete(EntityKey).where(EntityKey.entity_id == entity.id))
        record(session, actor, "entity_hidden", f"case:{person.case_id}", _WHY, entity_id=entity.id)
    session.flush()


def _keys_of(name: str | None, cnic: str | None) -> list[tuple[str, str]]:
    heard = sound(name) if name else ""
    return [(kind, value) for kind, value in ((NAME_KEY, heard), ("cnic", cnic)) if value]
