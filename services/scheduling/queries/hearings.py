"""Reading hearings: one, a list in order of time, a court's list of a day. Only what is in the actor's sight is answered."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session, aliased

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, page
from services.common.errors import not_found
from services.scheduling.models import Hearing, HearingListing
from services.scheduling.models.sight import account_of, hearings_seen, in_sight
from services.scheduling.rules.days import span_of, start_of

_UUID: Final = pg.UUID(as_uuid=True)
_FOLLOWER: Final = aliased(Hearing)
_NEXT: Final = (
    sa.select(_FOLLOWER.id).where(_FOLLOWER.previous_hearing_id == Hearing.id).correlate(Hearing).scalar_subquery()
)
_VIEW: Final = sa.select(
    Hearing.id, Hearing.case_id, Hearing.joined_case_ids, Hearing.court_id, Hearing.room_id, Hearing.district,
    Hearing.starts_at, Hearing.ends_at, Hearing.is_untimed, Hearing.list_number, Hearing.purpose,
    Hearing.purpose_as_written, Hearing.prosecutor_ids, Hearing.witness_ids, Hearing.officer_ids, Hearing.accused_ids,
    Hearing.link_id, Hearing.status, Hearing.held_until, Hearing.override, Hearing.vacated_because, Hearing.result,
    Hearing.cause, Hearing.cause_as_written, Hearing.asked_by, Hearing.note, Hearing.to_be_refixed, Hearing.sitting_id,
    Hearing.merged_into_id, Hearing.previous_hearing_id, _NEXT.label("next_hearing_id"),
    sa.cast(sa.bindparam("warnings", type_=sa.Text), pg.JSON).label("warnings"), Hearing.version,
).where(Hearing.id == sa.bindparam("hearing_id", type_=_UUID))  # fmt: skip
_ANY: Final = JsonRow(_VIEW)
_ME: Final = sa.bindparam("me", type_=_UUID)
_SEEN: Final = JsonRow(_VIEW.where(in_sight(_ME, sa.bindparam("districts", type_=pg.ARRAY(sa.Text)))))
_SEEN_EVERYWHERE: Final = JsonRow(_VIEW.where(in_sight(_ME, None)))
ROWS: Final = sa.select(
    Hearing.id, Hearing.case_id, Hearing.joined_case_ids, Hearing.court_id, Hearing.room_id, Hearing.starts_at,
    Hearing.ends_at, Hearing.is_untimed, Hearing.list_number, Hearing.purpose, Hearing.prosecutor_ids, Hearing.status,
    Hearing.to_be_refixed, Hearing.sitting_id, Hearing.result, Hearing.cause, Hearing.version,
)  # fmt: skip


def read_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, *, status: int = 200, warnings: Sequence[Any] = ()
) -> Answer:
    """Answer a hearing in the actor's sight, with what was said against it when it was just booked."""
    missing = not_found("hearing_not_found", "There is no such hearing, or it is not in your sight.")
    location = f"/api/hearings/{hearing_id}" if status == 201 else None
    told = {"hearing_id": hearing_id, "warnings": orjson.dumps(list(warnings)).decode()}
    if actor.is_service:
        return _ANY.one(session, missing=missing, status=status, location=location, **told)
    if actor.sees_everywhere:
        told["me"] = account_of(actor)
        return _SEEN_EVERYWHERE.one(session, missing=missing, status=status, location=location, **told)
    return _SEEN.one(
        session, missing=missing, status=status, location=location,
        me=account_of(actor), districts=list(actor.districts), **told,
    )  # fmt: skip


def list_hearings(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of hearings in order of time."""
    chosen = ROWS.where(hearings_seen(actor))
    starts_at, last = Hearing.starts_at, Hearing.id
    subject = query["case_id"] or query["prosecutor_id"]
    if subject is not None:
        # One index serves what is asked by case or by prosecutor, so the listing's own columns give the order.
        chosen = chosen.join(HearingListing, HearingListing.hearing_id == Hearing.id).where(
            HearingListing.kind == ("case" if query["case_id"] else "prosecutor"), HearingListing.subject_id == subject
        )
        starts_at, last = HearingListing.starts_at, HearingListing.hearing_id
    if query["case_id"] and query["prosecutor_id"]:
        chosen = chosen.where(query["prosecutor_id"] == sa.any_(Hearing.prosecutor_ids))
    if query["court_id"] is not None:
        chosen = chosen.where(Hearing.court_id == query["court_id"])
    if query["status"] is not None:
        chosen = chosen.where(Hearing.status == query["status"])
    if query["to_be_refixed"] is not None:
        chosen = chosen.where(Hearing.to_be_refixed.is_not(None) == query["to_be_refixed"])
    if query["from_day"] is not None:
        chosen = chosen.where(starts_at >= start_of(query["from_day"]))
    if query["to_day"] is not None:
        chosen = chosen.where(starts_at < span_of(query["to_day"], query["to_day"])[1])
    return page(session, chosen, order=[(starts_at, "asc"), (last, "asc")], query=query)
