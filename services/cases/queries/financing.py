"""Reading the financing behind a case, and its records held against the lists of proscribed persons."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.cases.access import no_such_case, sight, visible
from services.cases.models import (
    Case,
    Entity,
    EntityKey,
    Financing,
    FinancingCheck,
    FinancingItem,
    FinancingReference,
    MoneyTransfer,
    PropertyOrder,
    PropertyStep,
    ProscribedPerson,
)
from services.cases.queries.entities import see_case_traced
from services.cases.queries.next_steps import next_of_order
from services.cases.queries.parts import listed, members
from services.cases.rules.entities import NAME_KEY, NAMED_KINDS
from services.cases.rules.matching import Person, compare
from services.cases.usecases.comparing import make_person
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json
from services.common.database import Database

_COMPARED: Final = 50
"""Entries of the lists that one record is compared with."""
_ID: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_TODAY: Final = sa.bindparam("today", type_=sa.Date)


def _text(amount: Any) -> Any:
    return sa.cast(amount, sa.Text).label(amount.key)


def _part(statement: Any, name: str) -> Any:
    return statement.correlate(Case).scalar_subquery().label(name)


def _current() -> Any:
    return sa.and_(
        FinancingCheck.item_code == FinancingItem.code,
        FinancingCheck.case_id == Case.id,
        FinancingCheck.superseded_at.is_(None),
    )


_STATE: Final = sa.func.coalesce(FinancingCheck.state, sa.literal_column("'open'")).label("state")
_IS_OPEN: Final = sa.func.coalesce(FinancingCheck.state, "open") == "open"
_VALID: Final = sa.or_(FinancingItem.valid_to.is_(None), FinancingItem.valid_to >= _TODAY)


def _checks() -> Any:
    one = members(
        FinancingItem.code, FinancingItem.says, FinancingItem.says_ur, FinancingItem.source, _STATE,
        FinancingCheck.done_on, FinancingCheck.note,
    )  # fmt: skip
    items = listed(one, FinancingItem.position).select_from(FinancingItem)
    return items.outerjoin(FinancingCheck, _current()).where(_VALID)


def _open_checks() -> Any:
    items = sa.select(sa.func.count()).select_from(FinancingItem).outerjoin(FinancingCheck, _current())
    return items.where(_VALID, _IS_OPEN)


def _orders() -> Any:
    step = members(PropertyStep.id, PropertyStep.step, PropertyStep.taken_on, PropertyStep.taken_at, PropertyStep.note)
    steps = listed(step, PropertyStep.taken_on, PropertyStep.id).where(PropertyStep.order_id == PropertyOrder.id)
    one = members(
        PropertyOrder.id, PropertyOrder.kind, PropertyOrder.entity_id, PropertyOrder.property,
        PropertyOrder.order_reference, _text(PropertyOrder.amount),
        steps.correlate(PropertyOrder).scalar_subquery().label("steps"), next_of_order(),
    )  # fmt: skip
    return listed(one, PropertyOrder.id).where(PropertyOrder.case_id == Case.id)


def _transfers() -> Any:
    one = members(
        MoneyTransfer.id, MoneyTransfer.from_entity_id, MoneyTransfer.to_entity_id, MoneyTransfer.made_on,
        _text(MoneyTransfer.amount), MoneyTransfer.currency, MoneyTransfer.channel, MoneyTransfer.note,
    )  # fmt: skip
    return listed(one, MoneyTransfer.made_on, MoneyTransfer.id).where(MoneyTransfer.case_id == Case.id)


def _references() -> Any:
    kept = FinancingReference
    one = members(kept.id, kept.kind, kept.reference, kept.dated_on, kept.note)
    return listed(one, kept.dated_on, kept.id).where(kept.case_id == Case.id)


_FINANCING: Final = JsonRow(
    sa.select(
        Case.id.label("case_id"), Case.version, Financing.is_terror_financing, Financing.predicate,
        Financing.opened_on, Financing.note, _part(_open_checks(), "open_checks"), _part(_checks(), "checks"),
        _part(_transfers(), "transfers"), _part(_references(), "references"), _part(_orders(), "orders"),
    )
    .select_from(Case)
    .outerjoin(Financing, Financing.case_id == Case.id)
    .where(Case.id == _ID, visible())
)  # fmt: skip
_VERSION: Final = sa.select(Case.version).where(Case.id == _ID)


def read_financing(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer the financing behind a case."""
    see_case_traced(session, database, actor, case_id)
    given = {"case_id": case_id, "today": today(), **sight(actor)}
    return _FINANCING.one(session, missing=no_such_case(), **given)


def answer_kept(session: Session, case_id: uuid.UUID, kept_id: object, *, status: int = 200) -> Answer:
    """Answer that something was kept, without what was said."""
    version = session.scalar(_VERSION, {"case_id": case_id})
    return answer_json({"id": str(kept_id), "case_id": case_id, "version": version}, status=status, etag=version)


def _candidates() -> sa.Select[Any]:
    """Give the select of a case's records with the entries of the lists that sound alike or have the same CNIC."""
    key = aliased(EntityKey)
    alike = sa.or_(
        sa.and_(key.kind == NAME_KEY, ProscribedPerson.sound.op("%>")(key.value)),
        sa.and_(key.kind == sa.literal_column("'cnic'"), ProscribedPerson.cnic == key.value),
    )
    entry = (
        sa.select(ProscribedPerson)
        .join(key, sa.and_(key.entity_id == Entity.id, alike))
        .where(ProscribedPerson.superseded_at.is_(None))
        .limit(_COMPARED)
        .correlate(Entity)
        .lateral("entry")
    )
    pair = sa.func.json_build_array(EntityKey.kind, EntityKey.value)
    keys = sa.select(sa.func.json_agg(pair)).where(EntityKey.entity_id == Entity.id).correlate(Entity)
    return (
        sa.select(
            Entity.id.label("entity_id"), Entity.label, Entity.details, keys.scalar_subquery().label("keys"),
            entry.c.id, entry.c.name, entry.c.aliases, entry.c.father_name, entry.c.cnic, entry.c.list_code,
            entry.c.list_version, entry.c.listed_on,
        )
        .select_from(Entity)
        .join(entry, sa.true())
        .where(Entity.case_id == _ID, Entity.withdrawn_at.is_(None), Entity.kind.in_(NAMED_KINDS))
    )  # fmt: skip


_CANDIDATES: Final = _candidates()
_LISTS: Final = (
    sa.select(ProscribedPerson.list_code, ProscribedPerson.list_version)
    .where(ProscribedPerson.superseded_at.is_(None))
    .distinct()
    .order_by(ProscribedPerson.list_code)
)


def list_matches(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer the records of a case that may be on the lists, most likely first."""
    see_case_traced(session, database, actor, case_id)
    found = {(row.entity_id, row.id): _hold_against(row) for row in session.execute(_CANDIDATES, {"case_id": case_id})}
    matches = sorted((one for one in found.values() if one), key=lambda one: (-one["points"], one["label"]))
    lists = [dict(row._mapping) for row in session.execute(_LISTS)]  # noqa: SLF001 - SQLAlchemy's name for a row as a dict
    return answer_json({"matches": matches, "lists": lists})


def _hold_against(row: Any) -> dict[str, Any] | None:
    listed_one = Person((row.name, *row.aliases), row.father_name, frozenset({row.cnic} - {None}))
    score = compare(make_person(row.details, row.label, row.keys), listed_one)
    # A list often has a name alone: one that is the same is shown, and somebody has to look.
    is_same_name = score.reasons == ("name_alike",)
    if not score.is_proposed and not is_same_name:
        return None
    return {
        "entity_id": row.entity_id, "label": row.label, "list_code": row.list_code, "list_version": row.list_version,
        "listed_name": row.name, "listed_on": row.listed_on, "points": score.points, "reasons": score.reasons,
    }  # fmt: skip
