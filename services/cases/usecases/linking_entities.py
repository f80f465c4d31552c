"""Decide which records of different files are the same person or thing, and undo what was decided wrongly.

Before: the list of possible duplicates with their scores. A score never joins anything; a person does, with a reason, and
whoever finds the mistake undoes it. Both files must be in the sight of who decides.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.models import Entity, EntityMatch
from services.cases.rules.matching import compare
from services.cases.usecases.comparing import to_person
from services.cases.usecases.entities import find_entity
from services.cases.usecases.identities import join, part
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import Problem, conflict, invalid, not_found
from services.common.ids import new_id


def decide_match(
    session: Session, actor: Actor, case_id: uuid.UUID, entity_id: uuid.UUID, new: dict[str, Any]
) -> uuid.UUID:
    """Decide that two records are the same, or different ones."""
    one, other = _open_both(session, actor, case_id, entity_id, new["other_entity_id"])
    _require_comparable(one, other)
    first, second = sorted((one, other), key=lambda entity: entity.id)
    standing = sa.select(EntityMatch.id).where(
        EntityMatch.first_id == first.id, EntityMatch.second_id == second.id, EntityMatch.undone_at.is_(None)
    )
    if (present := session.scalar(standing)) is not None:
        raise conflict("match_decided", "This was decided already. Undo that decision first.", match_id=str(present))
    score = compare(to_person(session, one), to_person(session, other))
    match = EntityMatch(
        id=new_id(), first_id=first.id, second_id=second.id, verdict=new["verdict"], points=score.points,
        reasons=list(score.reasons), decided_why=new["reason"], decided_by=actor.id,
    )  # fmt: skip
    session.add(match)
    session.flush()
    if new["verdict"] == "same":
        join(session, one, other)
    _note(session, actor, "match_decided", (one, other), new["reason"], match_id=match.id, verdict=new["verdict"])
    return match.id


def undo_match(  # noqa: PLR0917 - session and actor, the decision on the record in its case, the reason, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    entity_id: uuid.UUID,
    match_id: uuid.UUID,
    reason: str,
    if_match: int | None,
) -> None:
    """Undo a decision on two records."""
    match = session.get(EntityMatch, match_id)
    if match is None or entity_id not in (match.first_id, match.second_id):
        open_case(session, actor, case_id)
        raise no_such_match()
    other_id = match.second_id if entity_id == match.first_id else match.first_id
    one, other = _open_both(session, actor, case_id, entity_id, other_id, missing=no_such_match())
    session.refresh(match, with_for_update=True)
    if match.undone_at is not None:
        raise conflict("match_undone", "This decision was undone already.")
    require_version(if_match, one.version)
    part(session, actor, match, reason)
    _note(session, actor, "match_undone", (one, other), reason, match_id=match_id)


def no_such_match() -> Problem:
    """Say that there is no such decision, or none on records that are both in sight."""
    return not_found("no_such_match", "There is no such decision on this record in your sight.")


def _open_both(
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    entity_id: uuid.UUID,
    other_id: uuid.UUID,
    *,
    missing: Problem | None = None,
) -> tuple[Entity, Entity]:
    """Fetch both records, their cases held in one order; a record in a file out of sight is not told from none."""
    refusal = missing or not_found("no_such_entity", "There is no such other record in your sight.")
    other_case_id = session.scalar(sa.select(Entity.case_id).where(Entity.id == other_id))
    for one_id in sorted({case_id, other_case_id or case_id}):
        try:
            open_case(session, actor, one_id)
        except Problem:
            if one_id == case_id:
                raise
            raise refusal from None
    if other_case_id is None:
        raise refusal
    return find_entity(session, case_id, entity_id), find_entity(session, other_case_id, other_id)


def _require_comparable(one: Entity, other: Entity) -> None:
    wrong = ""
    if one.case_id == other.case_id:
        wrong = "Both records are of this case. Withdraw one of them instead."
    elif one.kind != other.kind:
        wrong = "The records are of different kinds."
    if wrong:
        raise invalid("records_not_comparable", wrong, fields={"other_entity_id": [wrong]})


def _note(
    session: Session, actor: Actor, action: str, records: tuple[Entity, Entity], reason: str, **detail: Any
) -> None:
    """Keep a decision in the history of both files; who may see only one of them reads nothing of the other."""
    one, other = records
    for mine, theirs in ((one, other), (other, one)):
        mine.version += 1
        record(
            session, actor, action, f"case:{mine.case_id}", reason, entity_id=mine.id, other_case_id=theirs.case_id,
            **detail,
        )  # fmt: skip
    session.flush()
