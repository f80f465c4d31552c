"""Let nothing of a protected person stand among the records that connect cases (ATA s.21AA; SWPA 2013).

Before: the court's anonymity order. A record that names the person, or bears their CNIC or telephone, is withdrawn and emptied:
it links nothing, and what was written in it is gone from the file.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Entity, EntityKey
from services.cases.rules.entities import NAME_KEY
from services.cases.rules.spelling import sound
from services.cases.usecases.identities import undo_all
from services.common.actor import Actor
from services.common.audit import record

_EMPTIED: Final = "withheld"


def forget_entities(session: Session, actor: Actor, case_id: uuid.UUID, identity: Mapping[str, Any]) -> int:
    """Empty a case's records of somebody; give how many there were. The caller holds the case."""
    found = _find(session, case_id, identity)
    for entity in found:
        undo_all(session, actor, entity, _EMPTIED)
        entity.label, entity.details, entity.note, entity.warnings = _EMPTIED, {}, None, []
        entity.child_initials = None
        if entity.withdrawn_at is None:
            entity.withdrawn_at = sa.func.clock_timestamp()
            entity.withdrawn_by, entity.withdrawn_why = actor.id, _EMPTIED
        entity.version += 1
        session.execute(sa.delete(EntityKey).where(EntityKey.entity_id == entity.id))
        record(session, actor, "entity_emptied", f"case:{case_id}", entity_id=entity.id)
    session.flush()
    return len(found)


def _find(session: Session, case_id: uuid.UUID, identity: Mapping[str, Any]) -> list[Entity]:
    keys = [
        (NAME_KEY, sound(identity.get("name") or "")),
        ("cnic", identity.get("cnic")),
        ("phone", identity.get("phone")),
    ]
    wanted = [key for key in keys if key[1]]
    named = sa.select(EntityKey.entity_id).where(sa.tuple_(EntityKey.kind, EntityKey.value).in_(wanted))
    if not wanted:
        return []
    return list(session.scalars(sa.select(Entity).where(Entity.case_id == case_id, Entity.id.in_(named))))
