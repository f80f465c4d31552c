"""Reading exhibits: the three indexes and the general one, and an exhibit with the steps of its custody."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.cases.access import see_case
from services.cases.models import CustodyEvent, Exhibit, ExhibitRevision, LaboratoryParcel
from services.cases.queries.cases import trace_sealed_read
from services.cases.queries.next_steps import next_of_custody
from services.cases.queries.parts import listed, members
from services.cases.usecases.exhibits_finding import no_such_exhibit
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage, JsonRow
from services.common.database import Database

_CASE: Final = sa.bindparam("case_id", type_=pg.UUID(as_uuid=True))
_LIVE: Final = CustodyEvent.superseded_at.is_(None)
_OF_EXHIBIT: Final = CustodyEvent.exhibit_id == Exhibit.id


def _as_written(column: Any) -> Any:
    return sa.cast(sa.func.trim_scale(column), sa.Text).label(column.key)


def _last(column: Any, name: str) -> Any:
    latest = sa.select(column).where(_OF_EXHIBIT, _LIVE).correlate(Exhibit)
    order = CustodyEvent.happened_on.desc(), CustodyEvent.position.desc()
    return latest.order_by(*order).limit(1).scalar_subquery().label(name)


_RECOVERED: Final = (
    sa.select(CustodyEvent.happened_on)
    .where(_OF_EXHIBIT, _LIVE, CustodyEvent.step == "seized")
    .correlate(Exhibit)
    .scalar_subquery()
    .label("recovered_on")
)
_ROWS: Final = sa.select(
    Exhibit.id, Exhibit.position, Exhibit.series, Exhibit.nature, Exhibit.description, Exhibit.parcel_number,
    Exhibit.ruling, Exhibit.label, _RECOVERED, _last(CustodyEvent.step, "last_step"),
    _last(CustodyEvent.happened_on, "last_step_on"), next_of_custody(), Exhibit.version,
).where(Exhibit.case_id == _CASE)  # fmt: skip
_ORDER: Final = [(Exhibit.position, "asc")]
_PAGES: Final = {
    False: JsonPage(_ROWS, order=_ORDER),
    True: JsonPage(_ROWS.where(Exhibit.series == sa.bindparam("series", type_=sa.Text)), order=_ORDER),
}


def _custody() -> Any:
    one = members(
        CustodyEvent.id, CustodyEvent.step, CustodyEvent.happened_on, CustodyEvent.place, CustodyEvent.person_id,
        CustodyEvent.carrier_id, CustodyEvent.register_entry, CustodyEvent.road_certificate, CustodyEvent.reference,
        CustodyEvent.seal_impression, _as_written(CustodyEvent.quantity), CustodyEvent.sha256, CustodyEvent.note,
        CustodyEvent.document_id, CustodyEvent.laboratory_request_id, CustodyEvent.corrects_id,
        CustodyEvent.entered_by, CustodyEvent.entered_at, CustodyEvent.superseded_at, CustodyEvent.superseded_by,
        CustodyEvent.superseded_why,
    )  # fmt: skip
    order = CustodyEvent.happened_on, CustodyEvent.position, CustodyEvent.entered_at
    return listed(one, *order).where(_OF_EXHIBIT).correlate(Exhibit).scalar_subquery().label("custody")


def _requests() -> Any:
    ids = listed(LaboratoryParcel.request_id, LaboratoryParcel.request_id)
    asked = ids.where(LaboratoryParcel.exhibit_id == Exhibit.id).correlate(Exhibit)
    return asked.scalar_subquery().label("laboratory_request_ids")


def _revisions() -> Any:
    one = members(
        ExhibitRevision.number, ExhibitRevision.before, ExhibitRevision.reason, ExhibitRevision.changed_by,
        ExhibitRevision.changed_at,
    )  # fmt: skip
    made = listed(one, ExhibitRevision.number).where(ExhibitRevision.exhibit_id == Exhibit.id).correlate(Exhibit)
    return made.scalar_subquery().label("revisions")


_EXHIBIT: Final = JsonRow(
    sa.select(
        Exhibit.id, Exhibit.case_id, Exhibit.position, Exhibit.series, Exhibit.nature, Exhibit.description,
        Exhibit.parcel_number, _as_written(Exhibit.quantity), Exhibit.unit, Exhibit.recovered_from_id,
        Exhibit.memo_document_id, Exhibit.document_id, Exhibit.sha256, Exhibit.source_device, Exhibit.transcript_document_id, Exhibit.ruling,
        Exhibit.ruled_on, Exhibit.label, _custody(), _requests(), _revisions(), Exhibit.entered_by, Exhibit.entered_at,
        Exhibit.version,
    ).where(Exhibit.case_id == _CASE, Exhibit.id == sa.bindparam("exhibit_id", type_=pg.UUID(as_uuid=True)))
)  # fmt: skip


def list_exhibits(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, query: dict[str, Any]
) -> Answer:
    """Answer an index of a case's exhibits, in the order they were entered."""
    see_traced(session, database, actor, case_id)
    params = {"case_id": case_id, **({"series": query["series"]} if query["series"] else {})}
    return _PAGES[bool(query["series"])].answer(session, query, params)


def read_exhibit(session: Session, case_id: uuid.UUID, exhibit_id: uuid.UUID, **options: Any) -> Answer:
    """Answer an exhibit of a case that the actor has just changed, or sees."""
    return _EXHIBIT.one(session, missing=no_such_exhibit(), case_id=case_id, exhibit_id=exhibit_id, **options)


def read_exhibit_traced(
    session: Session, database: Database, actor: Actor, case_id: uuid.UUID, exhibit_id: uuid.UUID
) -> Answer:
    """Answer an exhibit; that one of a sealed case was read is kept before it is shown."""
    see_traced(session, database, actor, case_id)
    return read_exhibit(session, case_id, exhibit_id)


def see_traced(session: Session, database: Database, actor: Actor, case_id: uuid.UUID) -> None:
    """Refuse a case out of sight; keep that a sealed one is read."""
    if see_case(session, actor, case_id):
        trace_sealed_read(database, actor, case_id)
