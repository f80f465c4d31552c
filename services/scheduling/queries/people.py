"""Reading prosecutors' postings, qualifications, patterns, duties, dates to avoid, and the way between seats."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import Problem, not_found
from services.scheduling.models import (
    DateToAvoid,
    Duty,
    Posting,
    Qualification,
    RosterEntry,
    TravelTime,
    WorkingHours,
    WorkingPattern,
)
from services.scheduling.models.sight import account_of
from services.scheduling.queries.availability import read_availability
from services.scheduling.queries.courts import as_list
from services.scheduling.rules.availability import Span
from services.scheduling.rules.days import span_of

_INSTANT: Final = sa.DateTime(timezone=True)
_starts_at: Final = sa.func.lower(Duty.during, type_=_INSTANT)
POSTINGS: Final = sa.select(
    Posting.id, Posting.prosecutor_id, Posting.district, Posting.seat, Posting.designation, Posting.first_on,
    Posting.last_on, Posting.source, Posting.recorded_at,
)  # fmt: skip
QUALIFICATIONS: Final = sa.select(
    Qualification.id, Qualification.prosecutor_id, Qualification.qualification, Qualification.valid_from,
    Qualification.valid_to, Qualification.source, Qualification.recorded_at,
)  # fmt: skip
_HOURS: Final = (
    sa.select(
        sa.func.json_agg(
            pg.aggregate_order_by(
                sa.func.json_build_object(
                    "weekday", WorkingHours.weekday,
                    "starts", sa.func.to_char(WorkingHours.starts, "HH24:MI"),
                    "ends", sa.func.to_char(WorkingHours.ends, "HH24:MI"),
                ),
                WorkingHours.weekday,
            )
        )
    )
    .where(WorkingHours.pattern_id == WorkingPattern.id)
    .correlate(WorkingPattern)
    .scalar_subquery()
)  # fmt: skip
_PATTERNS: Final = sa.select(
    WorkingPattern.id, WorkingPattern.prosecutor_id, WorkingPattern.valid_from, WorkingPattern.valid_to,
    WorkingPattern.source, _HOURS.label("hours"), WorkingPattern.recorded_at,
)  # fmt: skip
_DUTIES: Final = sa.select(
    Duty.id, Duty.prosecutor_id, Duty.duty, _starts_at.label("starts_at"),
    sa.func.upper(Duty.during, type_=_INSTANT).label("ends_at"), Duty.court_id,
).where(Duty.withdrawn_at.is_(None))  # fmt: skip
_DATES: Final = sa.select(DateToAvoid.id, DateToAvoid.prosecutor_id, DateToAvoid.first_on, DateToAvoid.last_on).where(
    DateToAvoid.withdrawn_at.is_(None)
)
_WAYS: Final = sa.select(
    TravelTime.id, TravelTime.one_seat, TravelTime.other_seat, TravelTime.minutes, TravelTime.valid_from,
    TravelTime.source,
)  # fmt: skip


def list_postings(session: Session, prosecutor_id: uuid.UUID) -> Answer:
    """Answer a prosecutor's postings, the latest first."""
    chosen = POSTINGS.where(Posting.prosecutor_id == prosecutor_id)
    return _items(session, prosecutor_id, as_list(chosen, sa.desc(Posting.first_on).nulls_last()))


def read_posting(session: Session, posting_id: uuid.UUID, left_behind: Sequence[uuid.UUID]) -> Answer:
    """Answer a posting that was just recorded, and the hearings left behind."""
    row = session.execute(POSTINGS.where(Posting.id == posting_id)).one()._asdict()
    return answer_json({"posting": row, "hearings_in_the_way": list(left_behind)}, status=201)


def list_qualifications(session: Session, prosecutor_id: uuid.UUID) -> Answer:
    """Answer what a prosecutor is and was qualified for."""
    chosen = QUALIFICATIONS.where(Qualification.prosecutor_id == prosecutor_id)
    return _items(session, prosecutor_id, as_list(chosen, Qualification.id))


def read_qualification(session: Session, qualification_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer one qualification."""
    row = JsonRow(QUALIFICATIONS.where(Qualification.id == qualification_id))
    return row.one(
        session, missing=not_found("qualification_not_found", "There is no such qualification."), status=status
    )


def list_working_patterns(session: Session, prosecutor_id: uuid.UUID) -> Answer:
    """Answer a prosecutor's patterns in the order they were recorded."""
    chosen = _PATTERNS.where(WorkingPattern.prosecutor_id == prosecutor_id)
    return _items(session, prosecutor_id, as_list(chosen, WorkingPattern.id))


def read_working_pattern(session: Session, pattern_id: uuid.UUID) -> Answer:
    """Answer a pattern that was just recorded."""
    row = JsonRow(_PATTERNS.where(WorkingPattern.id == pattern_id))
    return row.one(session, missing=not_found("pattern_not_found", "There is no such pattern."), status=201)


def read_duties(session: Session, duty_ids: Sequence[uuid.UUID], beside: Sequence[uuid.UUID]) -> Answer:
    """Answer turns that were just entered, and the hearings at the same time."""
    rows = session.execute(_DUTIES.where(Duty.id.in_(duty_ids)).order_by(_starts_at, Duty.id))
    duties = [row._asdict() for row in rows]
    return answer_json({"duties": duties, "hearings_in_the_way": list(beside)}, status=201)


def list_duties(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the duty roster in order of time."""
    chosen = _DUTIES
    if query["prosecutor_id"] is not None:
        chosen = chosen.where(Duty.prosecutor_id == query["prosecutor_id"])
    if query["district"] is not None:
        posted = sa.select(RosterEntry.id).where(RosterEntry.district == query["district"])
        chosen = chosen.where(Duty.prosecutor_id.in_(posted))
    if query["from_day"] is not None:
        chosen = chosen.where(_starts_at >= span_of(query["from_day"], query["from_day"])[0])
    if query["to_day"] is not None:
        chosen = chosen.where(_starts_at < span_of(query["to_day"], query["to_day"])[1])
    return page(session, chosen, order=[(_starts_at, "asc"), (Duty.id, "asc")], query=query)


def list_dates_to_avoid(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer a page of dates to avoid: one's own, and those of one's districts for those who keep the roster."""
    chosen = _DATES.where(_dates_seen(actor))
    if query["prosecutor_id"] is not None:
        chosen = chosen.where(DateToAvoid.prosecutor_id == query["prosecutor_id"])
    if query["from_day"] is not None:
        chosen = chosen.where(DateToAvoid.last_on >= query["from_day"])
    if query["to_day"] is not None:
        chosen = chosen.where(DateToAvoid.first_on <= query["to_day"])
    return page(session, chosen, order=[(DateToAvoid.first_on, "asc"), (DateToAvoid.id, "asc")], query=query)


def read_dates_to_avoid(session: Session, dates_id: uuid.UUID) -> Answer:
    """Answer dates that were just named."""
    row = JsonRow(_DATES.where(DateToAvoid.id == dates_id))
    return row.one(session, missing=not_found("dates_not_found", "There are no such dates."), status=201)


def list_travel_times(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the ways between seats."""
    chosen = _WAYS
    if query["seat"] is not None:
        chosen = chosen.where(sa.or_(TravelTime.one_seat == query["seat"], TravelTime.other_seat == query["seat"]))
    return page(session, chosen, order=[(TravelTime.id, "asc")], query=query)


def read_travel_time(session: Session, way_id: uuid.UUID) -> Answer:
    """Answer a way that was just recorded."""
    row = JsonRow(_WAYS.where(TravelTime.id == way_id))
    return row.one(session, missing=not_found("travel_not_found", "There is no such way."), status=201)


def show_availability(session: Session, actor: Actor, prosecutor_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer when and for what a prosecutor can stand; wishes only to himself and to those who keep his roster."""
    _require_entry(session, prosecutor_id)
    found = read_availability(session, query["from_day"], query["to_day"], prosecutor_ids=[prosecutor_id])
    if not found:
        raise not_found("prosecutor_not_found", "This prosecutor is not on the roster any more.")
    [person] = found
    keeps = prosecutor_id == account_of(actor) or (
        "scheduling.roster" in actor.may and actor.sees_district(person.district)
    )
    return answer_json(
        {
            "prosecutor_id": person.prosecutor_id, "district": person.district, "seat": person.seat,
            "rank": person.rank, "qualifications": sorted(person.qualifications),
            "away": _spans(person.away), "avoid": _spans(person.avoid if keeps else ()),
        }
    )  # fmt: skip


def _spans(spans: Sequence[Span]) -> list[dict[str, dt.datetime]]:
    return [{"starts_at": start, "ends_at": end} for start, end in spans]


def _dates_seen(actor: Actor) -> sa.ColumnElement[bool]:
    own = DateToAvoid.prosecutor_id == account_of(actor)
    if "scheduling.roster" not in actor.may:
        return own
    if actor.sees_everywhere:
        return sa.true()
    return sa.or_(own, DateToAvoid.prosecutor_id.in_(
        sa.select(RosterEntry.id).where(RosterEntry.district.in_(actor.districts))
    ))  # fmt: skip


def _items(session: Session, prosecutor_id: uuid.UUID, items: sa.ScalarSelect[Any]) -> Answer:
    _require_entry(session, prosecutor_id)
    return JsonRow(sa.select(items.label("items"))).one(session, missing=_no_prosecutor())


def _require_entry(session: Session, prosecutor_id: uuid.UUID) -> None:
    if session.get(RosterEntry, prosecutor_id) is None:
        raise _no_prosecutor()


def _no_prosecutor() -> Problem:
    return not_found("prosecutor_not_found", "There is no such prosecutor on the roster.")
