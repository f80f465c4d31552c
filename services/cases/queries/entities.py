"""Reading what connects cases: a case's records, and what was decided on them."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.cases.access import see_case, sight, visible
from services.cases.models import Assignment, Case, Entity, EntityMatch
from services.cases.queries.cases import trace_sealed_read
from services.cases.usecases.linking_entities import no_such_match
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, JsonRow
from services.common.database import Database
from services.common.errors import Problem, not_found

_UUID: Final = pg.UUID(as_uuid=True)
_CASE_ID: Final = sa.bindparam("case_id", type_=_UUID)
_ENTITY_ID: Final = sa.bindparam("entity_id", type_=_UUID)
_IS_ON_TEAM: Final = sa.exists().where(
    Assignment.case_id == _CASE_ID, Assignment.prosecutor_id == sa.bindparam("sight_me", type_=_UUID),
    Assignment.released_on.is_(None),
)  # fmt: skip
IS_WITHHELD: Final = sa.and_(Entity.child_initials.is_not(None), sa.not_(_IS_ON_TEAM))
"""Holds for the records of children, for a reader who is not on the team."""
LABEL: Final = sa.case((IS_WITHHELD, Entity.child_initials), else_=Entity.label).label("label")
_NOTHING: Final = sa.cast(sa.literal_column("'{}'"), pg.JSONB)
_ROW: Final = sa.select(
    Entity.id, Entity.case_id, Entity.kind, Entity.role, LABEL,
    sa.case((IS_WITHHELD, _NOTHING), else_=Entity.details).label("details"), Entity.warnings,
    sa.case((IS_WITHHELD, sa.null()), else_=Entity.note).label("note"),
    Entity.child_initials.is_not(None).label("is_child"), IS_WITHHELD.label("is_withheld"), Entity.identity_id, Entity.added_at, Entity.withdrawn_at, Entity.withdrawn_why, Entity.version,
).where(Entity.case_id == _CASE_ID)  # fmt: skip
_ONE: Final = JsonRow(_ROW.where(Entity.id == _ENTITY_ID))
_KEPT: Final = JsonRow(
    sa.select(
        Entity.id, Entity.case_id, Entity.kind, Entity.role, Entity.warnings, Entity.withdrawn_at, Entity.version
    ).where(Entity.id == _ENTITY_ID)
)
_OF_CASE: Final = JsonPage(_ROW.where(Entity.withdrawn_at.is_(None)), order=[(Entity.id, "asc")])


def _matches() -> Any:
    """Give the decisions on a record whose other record is in sight too."""
    other, other_case = aliased(Entity), aliased(Case)
    theirs = sa.case((EntityMatch.first_id == _ENTITY_ID, EntityMatch.second_id), else_=EntityMatch.first_id)
    found = (
        sa.select(
            EntityMatch.id, sa.cast(_ENTITY_ID, _UUID).label("entity_id"), other.id.label("other_entity_id"),
            other.case_id.label("other_case_id"), EntityMatch.verdict, EntityMatch.points, EntityMatch.reasons,
            EntityMatch.decided_why, EntityMatch.decided_by, EntityMatch.decided_at, EntityMatch.undone_at,
            EntityMatch.undone_why,
        )
        .select_from(EntityMatch)
        .join(other, other.id == theirs)
        .join(other_case, sa.and_(other_case.id == other.case_id, visible(other_case)))
        .where(sa.or_(EntityMatch.first_id == _ENTITY_ID, EntityMatch.second_id == _ENTITY_ID))
    )  # fmt: skip
    return found.subquery("found")


_FOUND: Final = _matches()
_MATCHES: Final = JsonPage(sa.select(*_FOUND.c), order=[(_FOUND.c.id, "asc")])
_MATCH: Final = JsonRow(sa.select(*_FOUND.c).where(_FOUND.c.id == sa.bindparam("match_id", type_=_UUID)))


def read_entity(session: Session, database: Database, actor: Actor, case_id: uuid.UUID, entity_id: uuid.UUID) -> Answer:
    """Answer a record of a case; that a sealed case's was read is kept before it is shown."""
    see_case_traced(session, database, actor, case_id)
    given = {"case_id": case_id, "entity_id": entity_id, "sight_me": sight(actor)["sight_me"]}
    return _ONE.one(session, missing=_no_such_entity(), **given)


def answer_kept(session: Session, case_id: uuid.UUID, entity_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer that a record was kept, without what was written."""
    location = f"/api/cases/{case_id}/entities/{entity_id}" if status == 201 else None
    return _KEPT.one(session, missing=_no_such_entity(), status=status, location=location, entity_id=entity_id)


def list_entities(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the persons and things of a case; that a sealed case's were read is kept before they are shown."""
    see_case_traced(session, database, actor, case_id)
    return _OF_CASE.answer(session, query, {"case_id": case_id, "sight_me": sight(actor)["sight_me"]})


def list_matches(  # noqa: PLR0917 - session, database and actor, the record in its case, the page
    session: Session,
    database: Database,
    actor: Actor,
    case_id: uuid.UUID,
    entity_id: uuid.UUID,
    query: dict[str, Any],
) -> Answer:
    """Answer the decisions on a record, as far as the other record is in the reader's sight."""
    read_entity(session, database, actor, case_id, entity_id)
    return _MATCHES.answer(session, query, {"entity_id": entity_id, **sight(actor)})


def read_match(
    session: Session, actor: Actor, entity_id: uuid.UUID, match_id: uuid.UUID, *, status: int = 200
) -> Answer:
    """Answer a decision."""
    return _MATCH.one(
        session, missing=no_such_match(), status=status, entity_id=entity_id, match_id=match_id, **sight(actor)
    )


def see_case_traced(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> None:
    """Refuse a case out of sight; keep that a sealed one is read."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)


def _no_such_entity() -> Problem:
    return not_found("no_such_entity", "There is no such record in this case.")
