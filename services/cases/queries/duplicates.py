"""Which records of other files may be the same persons and organisations as those of a case: proposals with their score."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.cases.access import sight, visible
from services.cases.models import Case, Entity, EntityKey, EntityMatch
from services.cases.queries.cases import trace_sealed_read
from services.cases.queries.entities import see_case_traced
from services.cases.rules.entities import NAME_KEY, NAMED_KINDS
from services.cases.rules.matching import compare
from services.cases.usecases.comparing import make_person
from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.database import Database

MOST: Final = 200
"""Proposals that are shown of a case."""
_COMPARED: Final = 50
"""Records that one is compared with because its names sound alike, and as many because a number is the same."""
_CASE_ID: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_Mine: Final = aliased(Entity, name="mine")


def _keys(entity_id: Any) -> Any:
    pair = sa.func.json_build_array(EntityKey.kind, EntityKey.value)
    keys = sa.select(sa.func.json_agg(pair)).where(EntityKey.entity_id == entity_id)
    return keys.correlate_except(EntityKey).scalar_subquery()


def _candidates() -> sa.Select[Any]:
    """Give the select of pairs worth comparing: a name that sounds alike, the same CNIC, the same telephone."""
    key, alike = aliased(EntityKey), aliased(EntityKey)
    heard = sa.and_(key.kind == NAME_KEY, alike.kind == NAME_KEY, alike.value.op("%")(key.value))
    known = sa.and_(key.kind.in_(("cnic", "phone")), alike.kind == key.kind, alike.value == key.value)

    def found(condition: Any) -> Any:
        return (
            sa.select(
                Entity.id, Entity.label, Entity.details, Entity.case_id, Case.fir_label, Case.is_sealed,
            )
            .join(alike, alike.entity_id == Entity.id)
            .join(key, sa.and_(key.entity_id == _Mine.id, condition))
            .join(Case, Case.id == Entity.case_id)
            .where(
                Entity.kind == _Mine.kind, Entity.case_id != _CASE_ID, Entity.withdrawn_at.is_(None),
                Entity.identity_id != _Mine.identity_id, visible(),
            )
            .limit(_COMPARED)
            .correlate(_Mine)
        )  # fmt: skip

    nearest = found(heard).order_by(sa.func.similarity(alike.value, key.value).desc(), Entity.id.desc())
    other = sa.union(found(known), nearest).lateral("other")
    decided = sa.select(EntityMatch.id).where(
        EntityMatch.first_id == sa.func.least(_Mine.id, other.c.id),
        EntityMatch.second_id == sa.func.greatest(_Mine.id, other.c.id),
        EntityMatch.undone_at.is_(None),
    )
    return (
        sa.select(
            _Mine.id.label("mine_id"), _Mine.label.label("mine_label"), _Mine.details.label("mine_details"),
            _keys(_Mine.id).label("mine_keys"), *other.c, _keys(other.c.id).label("keys"),
        )
        .select_from(_Mine)
        .join(other, sa.true())
        .where(
            _Mine.case_id == _CASE_ID, _Mine.withdrawn_at.is_(None), _Mine.kind.in_(NAMED_KINDS), sa.not_(decided.exists())
        )
    )  # fmt: skip


_CANDIDATES: Final = _candidates()


def list_duplicates(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer the records in the reader's sight that may be the same as a case's, most likely first."""
    see_case_traced(session, database, actor, case_id)
    found = [_propose(row) for row in session.execute(_CANDIDATES, {"case_id": case_id, **sight(actor)})]
    proposed = sorted((one for one in found if one is not None), key=lambda one: (-one[0]["points"], one[0]["label"]))
    for sealed_id in sorted({sealed_id for _, sealed_id in proposed[:MOST] if sealed_id is not None}):
        trace_sealed_read(database, actor, sealed_id)
    return answer_json({"proposals": [proposal for proposal, _ in proposed[:MOST]]})


def _propose(row: Any) -> tuple[dict[str, Any], uuid.UUID | None] | None:
    score = compare(
        make_person(row.mine_details, row.mine_label, row.mine_keys), make_person(row.details, row.label, row.keys)
    )
    if not score.is_proposed:
        return None
    proposal = {
        "entity_id": row.mine_id,
        "other_entity_id": row.id,
        "other_case_id": row.case_id,
        "other_fir_label": row.fir_label,
        "label": row.mine_label,
        "other_label": row.label,
        "points": score.points,
        "reasons": score.reasons,
    }
    return proposal, row.case_id if row.is_sealed else None
