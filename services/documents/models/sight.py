"""Who may see a document: one rule, as a condition that every read carries.

A case's document: the case's team always; others when the case's district is theirs, unless case or document is sealed, which
takes `documents.read_sealed`, and unless they are recused from the case (CrPC s.495(4)), as in the cases service. A document without a case: its uploader, who holds `documents.read_all`, and, of kind
`library`, everyone who reads. A case that was never read from cases counts as sealed.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from services.common.actor import Actor
from services.documents.models.tables import CaseProsecutor, CaseRecusal, CaseReference, Document

_ACCOUNT = sa.bindparam("sight_account", type_=sa.Uuid)
_ACTOR = sa.bindparam("sight_actor", type_=sa.Text)
_DISTRICTS = sa.bindparam("sight_districts", type_=ARRAY(sa.Text))
_EVERYWHERE = sa.bindparam("sight_everywhere", type_=sa.Boolean)
_ALL = sa.bindparam("sight_all", type_=sa.Boolean)
_SEALED = sa.bindparam("sight_sealed", type_=sa.Boolean)
_TRUSTED = sa.bindparam("sight_trusted", type_=sa.Boolean)


def _on_team(case_id: Any) -> Any:
    return sa.exists().where(
        CaseProsecutor.case_id == case_id, CaseProsecutor.prosecutor_id == _ACCOUNT, CaseProsecutor.is_on
    )


# Nothing of it depends on the row that is looked at: the database gathers it once for a statement.
_barred = sa.func.array(
    sa.select(CaseRecusal.case_id)
    .where(CaseRecusal.prosecutor_id == _ACCOUNT, CaseRecusal.is_recused)
    .scalar_subquery(),
    type_=ARRAY(sa.Uuid),
)
_in_district = sa.and_(
    sa.or_(_EVERYWHERE, CaseReference.district == sa.any_(_DISTRICTS)), CaseReference.case_id != sa.all_(_barred)
)
_open_case = sa.or_(_SEALED, sa.and_(_TRUSTED, CaseReference.read_at.is_not(None), sa.not_(CaseReference.is_sealed)))

VISIBLE_CASE = sa.or_(_on_team(CaseReference.case_id), sa.and_(_in_district, _open_case))
"""Holds for the rows of `case_references` to which an actor may add documents."""

_openly = sa.or_(_SEALED, sa.not_(Document.is_sealed))
_of_a_case = sa.or_(
    _on_team(Document.case_id),
    sa.and_(
        _openly,
        sa.exists().where(CaseReference.case_id == Document.case_id, _in_district, _open_case),
    ),
)
_alone = sa.or_(
    Document.uploaded_by == _ACTOR,
    sa.and_(_ALL, _openly),
    sa.and_(Document.kind == "library", sa.not_(Document.is_sealed)),
)

VISIBLE = sa.or_(
    sa.and_(Document.case_id.is_not(None), _of_a_case),
    sa.and_(Document.case_id.is_(None), _alone),
)
"""Holds for the documents that an actor may see; needs the parameters of `sight_of`."""


def sight_of(actor: Actor, *, trusted: bool = True) -> dict[str, Any]:
    """Give the parameters of the conditions; trusted=False: what is known of cases may be old, so all count as sealed."""
    reads_all = actor.is_service or "documents.read_all" in actor.may
    return {
        "sight_account": _account(actor),
        "sight_actor": actor.id,
        "sight_districts": list(actor.districts),
        "sight_everywhere": actor.sees_everywhere or reads_all,
        "sight_all": reads_all,
        "sight_sealed": actor.is_service or "documents.read_sealed" in actor.may,
        "sight_trusted": trusted,
    }


def _account(actor: Actor) -> uuid.UUID | None:
    try:
        return uuid.UUID(actor.id)
    except ValueError:
        return None
