"""Tell the files that a new record connects: each its own record, never which other file it is connected with.

Before: a record was entered that shares a key with records of other files. Sets off: the teams look at their own graph, which draws the
other file for who may see it, and else the office to ask.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.events import EntityLinked
from services.cases.models import Assignment, Entity, EntityKey
from services.cases.rules.entities import LINKING_KEYS
from services.common.events import Audience
from services.common.outbox import publish

_MOST: Final = 100


def tell_linked(session: Session, case_id: uuid.UUID, entity_id: uuid.UUID, keys: Collection[tuple[str, str]]) -> int:
    """Tell the newest of the files that share one of these keys, and the record's own, once each; give how many."""
    linking = [key for key in keys if key[0] in LINKING_KEYS]
    if not linking:
        return 0
    shared = (
        sa.select(Entity.case_id, sa.func.max(Entity.id.cast(sa.Text)).label("entity_id"))
        .join(EntityKey, EntityKey.entity_id == Entity.id)
        .where(
            Entity.case_id != case_id, Entity.withdrawn_at.is_(None),
            sa.tuple_(EntityKey.kind, EntityKey.value).in_(linking),
        )
        .group_by(Entity.case_id)
        .order_by(Entity.case_id.desc())
        .limit(_MOST)
    )  # fmt: skip
    others = [(row.case_id, uuid.UUID(row.entity_id)) for row in session.execute(shared)]
    for one_id, record_id in [*others, *([(case_id, entity_id)] if others else [])]:
        team = sa.select(Assignment.prosecutor_id).where(Assignment.case_id == one_id, Assignment.released_on.is_(None))
        people = sorted(str(person) for person in session.scalars(team))
        publish(session, EntityLinked(case_id=one_id, entity_id=record_id), audience=Audience(users=people))
    return len(others)
