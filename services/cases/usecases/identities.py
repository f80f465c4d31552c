"""Which records are one: decisions join records under one identity, and undoing a decision parts exactly what it joined.

The decisions are the truth, and each record's `identity_id` repeats what follows from those that stand: the smallest id of all the
records that they connect.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import Entity, EntityMatch
from services.cases.rules.joining import groups_of
from services.common.actor import Actor
from services.common.audit import record

_ONE_AT_A_TIME = 0x1DE7


def join(session: Session, one: Entity, other: Entity) -> None:
    """Let two records, and all that each was joined with, be one."""
    hold_identities(session)
    session.refresh(one, ["identity_id"])
    session.refresh(other, ["identity_id"])
    _recount(session, {one.identity_id, other.identity_id})


def part(session: Session, actor: Actor, match: EntityMatch, reason: str) -> None:
    """Undo a decision; records that no other decision connects are apart again."""
    hold_identities(session)
    match.undone_at = sa.func.clock_timestamp()
    match.undone_by, match.undone_why = actor.id, reason
    session.flush()
    identity = sa.select(Entity.identity_id).where(Entity.id.in_((match.first_id, match.second_id)))
    _recount(session, set(session.scalars(identity)))


def undo_all(session: Session, actor: Actor, entity: Entity, reason: str) -> None:
    """Undo the decisions on a record that leaves its case."""
    for match in session.scalars(
        sa.select(EntityMatch).where(
            sa.or_(EntityMatch.first_id == entity.id, EntityMatch.second_id == entity.id),
            EntityMatch.undone_at.is_(None),
        )
    ).all():
        part(session, actor, match, reason)
        record(session, actor, "match_undone", f"case:{entity.case_id}", reason, match_id=match.id)


def hold_identities(session: Session) -> None:
    """Let nobody else join or part records until the transaction ends: two at once could each miss the other's."""
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))


def _recount(session: Session, identities: Collection[uuid.UUID]) -> None:
    """Give the records of these identities the identities that follow from the decisions that stand."""
    session.flush()
    members = session.scalars(sa.select(Entity.id).where(Entity.identity_id.in_(identities))).all()
    for group in groups_of(members, _decided(session, members)):
        session.execute(
            sa.update(Entity)
            .where(Entity.id.in_(group), Entity.identity_id != min(group))
            .values(identity_id=min(group))
        )


def _decided(session: Session, members: Collection[uuid.UUID]) -> Iterable[tuple[uuid.UUID, uuid.UUID]]:
    pairs = sa.select(EntityMatch.first_id, EntityMatch.second_id).where(
        EntityMatch.first_id.in_(members), EntityMatch.verdict == "same", EntityMatch.undone_at.is_(None)
    )
    return [(first, second) for first, second in session.execute(pairs)]
