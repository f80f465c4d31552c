"""Reading the people of a file: what says who a child is shows to the team alone; of a protected one only the pseudonym is here."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import see_case, sight
from services.cases.models import Assignment, Case, CasePerson, ProtectedIdentity, Recusal
from services.cases.queries.cases import trace_sealed_read
from services.cases.queries.parts import members
from services.cases.rules.people import check_officer, check_team
from services.cases.usecases.persons import no_such_person, warnings_about
from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.database import Database
from services.common.errors import not_found

_CASE: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_ME: Final = sa.bindparam("sight_me", type_=pg.UUID(as_uuid=True))
_IS_ON_TEAM: Final = sa.exists().where(
    Assignment.case_id == _CASE, Assignment.prosecutor_id == _ME, Assignment.released_on.is_(None)
)
IS_WITHHELD: Final = sa.or_(CasePerson.is_protected, sa.and_(CasePerson.is_child, sa.not_(_IS_ON_TEAM)))
LABEL: Final = sa.func.coalesce(
    CasePerson.pseudonym, sa.case((IS_WITHHELD, CasePerson.initials), else_=CasePerson.name)
)


def _shown(column: Any) -> Any:
    return sa.case((IS_WITHHELD, sa.null()), else_=column).label(column.key)


_ROW: Final = (
    CasePerson.id, CasePerson.number, CasePerson.kind, CasePerson.witness_kind, CasePerson.accused_id,
    LABEL.label("label"), CasePerson.gender, CasePerson.rank, CasePerson.agency, CasePerson.is_child,
    CasePerson.is_vulnerable, CasePerson.is_intimidated, CasePerson.needs_interpreter, CasePerson.is_custodian,
    CasePerson.is_protected, IS_WITHHELD.label("is_withheld"), CasePerson.since_on, CasePerson.until_on,
    CasePerson.given_up_on, CasePerson.version,
)  # fmt: skip
_PROTECTION: Final = (
    sa.select(
        members(
            ProtectedIdentity.law,
            ProtectedIdentity.order_reference,
            ProtectedIdentity.ordered_on,
            ProtectedIdentity.measures,
        )
    )
    .where(ProtectedIdentity.person_id == CasePerson.id, ProtectedIdentity.lifted_at.is_(None))
    .correlate(CasePerson)
    .scalar_subquery()
)
_PERSON: Final = JsonRow(
    sa.select(
        *_ROW, _shown(CasePerson.name), _shown(CasePerson.father_name), _shown(CasePerson.cnic),
        _shown(CasePerson.cnic_as_written), _shown(CasePerson.phone), _shown(CasePerson.address), CasePerson.added_at,
        _PROTECTION.label("protection"),
    ).where(CasePerson.case_id == _CASE, CasePerson.id == sa.bindparam("person_id", type_=pg.UUID(as_uuid=True)))
)  # fmt: skip
_OFFICERS: Final = (
    sa.select(
        CasePerson.id, CasePerson.kind, LABEL.label("label"), CasePerson.rank, CasePerson.agency, CasePerson.since_on,
        CasePerson.until_on,
    )
    .where(CasePerson.case_id == _CASE, CasePerson.kind.in_(("investigating_officer", "jit_member")))
    .order_by(CasePerson.since_on.nulls_first(), CasePerson.number)
)  # fmt: skip
_STANDS: Final = sa.exists().where(
    Assignment.case_id == Recusal.case_id,
    Assignment.prosecutor_id == Recusal.prosecutor_id,
    Assignment.released_on.is_(None),
)
_RECUSALS: Final = sa.select(
    Recusal.id, Recusal.case_id, Recusal.prosecutor_id, Recusal.ground, Recusal.declared_on, Recusal.declared_by,
    _STANDS.label("is_on_team"),
).where(Recusal.case_id == _CASE)  # fmt: skip
_RECUSAL: Final = JsonRow(_RECUSALS.where(Recusal.id == sa.bindparam("recusal_id", type_=pg.UUID(as_uuid=True))))


def list_persons(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer the people of a file in their order; that a sealed case's were read is kept before they are shown."""
    see_traced(session, database, actor, case_id)
    statement = sa.select(*_ROW).where(CasePerson.case_id == _CASE)
    if query["kind"]:
        statement = statement.where(CasePerson.kind == query["kind"])
    if query["is_witness"]:
        statement = statement.where(CasePerson.witness_kind.is_not(None), CasePerson.given_up_on.is_(None))
    params = {"case_id": case_id, "sight_me": sight(actor)["sight_me"]}
    return page(session, statement, order=[(CasePerson.number, "asc")], query=query, params=params)


def read_person(session: Session, database: Database, actor: Actor, case_id: uuid.UUID, person_id: uuid.UUID) -> Answer:
    """Answer a person; that a sealed case's was read is kept before they are shown."""
    see_traced(session, database, actor, case_id)
    params = {"case_id": case_id, "person_id": person_id, "sight_me": sight(actor)["sight_me"]}
    return _PERSON.one(session, missing=no_such_person(), **params)


def kept_view(session: Session, person: CasePerson) -> dict[str, Any]:
    """Give that a person is kept, without who it is."""
    case = session.get_one(Case, person.case_id)
    return {
        "id": person.id, "case_id": case.id, "number": person.number, "kind": person.kind,
        "witness_kind": person.witness_kind, "is_protected": bool(person.is_protected), "pseudonym": person.pseudonym,
        "version": person.version, "warnings": warnings_about(case, person),
    }  # fmt: skip


def answer_kept(session: Session, person: CasePerson, *, status: int) -> Answer:
    """Answer that a person is kept, without who it is."""
    location = f"/api/cases/{person.case_id}/persons/{person.id}" if status == 201 else None
    return answer_json(kept_view(session, person), status=status, etag=person.version, location=location)


def read_investigation(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> Answer:
    """Answer who investigates, and what the law finds missing."""
    see_traced(session, database, actor, case_id)
    params = {"case_id": case_id, "sight_me": sight(actor)["sight_me"]}
    people = [dict(row) for row in session.execute(_OFFICERS, params).mappings()]
    is_terrorism = bool(session.scalar(sa.select(Case.is_terrorism).where(Case.id == case_id)))
    officers = [person for person in people if person.pop("kind") == "investigating_officer"]
    team = [person for person in people if person not in officers]
    present = [[person["rank"] for person in group if person["until_on"] is None] for group in (officers, team)]
    warnings = check_team(present[1])
    if not present[0]:
        warnings.insert(0, "officer_missing")
    for rank in present[0]:
        warnings += check_officer(rank, is_terrorism=is_terrorism)
    return answer_json({"officers": officers, "team": team, "warnings": warnings})


def list_recusals(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer who may not prosecute a case."""
    see_traced(session, database, actor, case_id)
    current = _RECUSALS.where(Recusal.withdrawn_at.is_(None))
    return page(session, current, order=[(Recusal.id, "asc")], query=query, params={"case_id": case_id})


def list_own_recusals(session: Session, actor: Actor) -> Answer:
    """Answer the cases that the actor is recused from."""
    mine = Recusal.prosecutor_id == sight(actor)["sight_me"]
    found = sa.select(Recusal.case_id).where(mine, Recusal.withdrawn_at.is_(None)).order_by(Recusal.case_id)
    return answer_json({"case_ids": session.scalars(found).all()})


def read_recusal(session: Session, case_id: uuid.UUID, recusal_id: uuid.UUID, *, status: int) -> Answer:
    """Answer one recusal."""
    missing = not_found("no_such_recusal", "There is no such recusal in this case.")
    return _RECUSAL.one(session, missing=missing, status=status, case_id=case_id, recusal_id=recusal_id)


def see_traced(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> None:
    """Refuse a case that is not in the actor's sight; that something of a sealed one was read is kept."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
