"""Records as they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Entity, EntityKey
from services.cases.rules.matching import Person


def to_person(session: Session, entity: Entity) -> Person:
    """Give what is compared of a record."""
    keys = session.execute(sa.select(EntityKey.kind, EntityKey.value).where(EntityKey.entity_id == entity.id))
    return make_person(entity.details, entity.label, [(kind, value) for kind, value in keys])


def make_person(details: Mapping[str, Any], label: str, keys: Iterable[tuple[str, str]]) -> Person:
    """Give what is compared, from a record's details and keys."""
    kept = list(keys)
    return Person(
        names=(str(details.get("name") or label), *details.get("aliases", ())),
        father_name=details.get("father_name"),
        cnics=frozenset(value for kind, value in kept if kind == "cnic"),
        phones=frozenset(value for kind, value in kept if kind == "phone"),
    )
