"""Reading courts, their sitting hours, holidays, and the words used about hearings."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.answers import Answer, JsonRow, answer_json, page
from services.common.errors import not_found
from services.scheduling.models import Court, CourtDesignation, CourtRoom, HearingCode, Holiday, SittingHours, Timetable
from services.scheduling.models.court_days import find_court, scopes_of
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.holidays import Declared

MOST_NAMED: Final = 200
_UUID: Final = pg.UUID(as_uuid=True)
_ROOMS: Final = (
    sa.select(
        sa.func.coalesce(
            sa.func.json_agg(
                pg.aggregate_order_by(
                    sa.func.json_build_object("id", CourtRoom.id, "name", CourtRoom.name), CourtRoom.name
                )
            ),
            sa.text("'[]'::json"),
        )
    )
    .where(CourtRoom.court_id == Court.id)
    .correlate(Court)
    .scalar_subquery()
)
_DESIGNATIONS: Final = (
    sa.select(
        sa.func.coalesce(
            sa.func.json_agg(
                pg.aggregate_order_by(
                    sa.func.json_build_object(
                        "designation", CourtDesignation.designation, "valid_from", CourtDesignation.valid_from,
                        "valid_to", CourtDesignation.valid_to, "source", CourtDesignation.source,
                    ),
                    CourtDesignation.valid_from, CourtDesignation.designation,
                )
            ),
            sa.text("'[]'::json"),
        )
    )
    .where(CourtDesignation.court_id == Court.id)
    .correlate(Court)
    .scalar_subquery()
)  # fmt: skip
_COURT: Final = JsonRow(
    sa.select(
        Court.id, Court.code, Court.name_en, Court.name_ur, Court.kind, Court.district, Court.seat, Court.opened_on,
        Court.closed_on, Court.closing_source, Court.successor_id, _DESIGNATIONS.label("designations"), Court.sits_alone,
        _ROOMS.label("rooms"), Court.version,
    ).where(Court.id == sa.bindparam("court_id", type_=_UUID))
)  # fmt: skip
_HOURS: Final = (
    sa.select(
        sa.func.json_agg(
            pg.aggregate_order_by(
                sa.func.json_build_object(
                    "weekday", SittingHours.weekday,
                    "opens", sa.func.to_char(SittingHours.opens, "HH24:MI"),
                    "closes", sa.func.to_char(SittingHours.closes, "HH24:MI"),
                ),
                SittingHours.weekday,
            )
        )
    )
    .where(SittingHours.timetable_id == Timetable.id)
    .correlate(Timetable)
    .scalar_subquery()
)  # fmt: skip
_TIMETABLES: Final = sa.select(
    Timetable.id, Timetable.court_id, Timetable.valid_from, Timetable.valid_to, Timetable.source,
    _HOURS.label("hours"), Timetable.recorded_at,
)  # fmt: skip
_TIMETABLE: Final = JsonRow(_TIMETABLES.where(Timetable.id == sa.bindparam("timetable_id", type_=_UUID)))
HOLIDAYS: Final = sa.select(
    Holiday.id,
    Holiday.day,
    Holiday.scope,
    Holiday.name_en,
    Holiday.name_ur,
    Holiday.source,
    Holiday.is_tentative,
    Holiday.occasion,
).where(Holiday.withdrawn_at.is_(None))
_CODES: Final = sa.select(
    HearingCode.kind, HearingCode.code, HearingCode.title_en, HearingCode.title_ur, HearingCode.stage,
    HearingCode.sits_on_holidays, HearingCode.asked_by, HearingCode.source,
)  # fmt: skip


def as_list(rows: sa.Select[*tuple[Any, ...]], *order: Any) -> sa.ScalarSelect[Any]:
    """Give a select's rows as one JSON array, in the order of these columns; empty when there is none."""
    inner = rows.order_by(*order).subquery("listed")
    array = sa.func.json_agg(sa.func.row_to_json(inner.table_valued()))
    return sa.select(sa.func.coalesce(array, sa.text("'[]'::json"))).scalar_subquery()


def bound_by(scopes: Sequence[str]) -> sa.ColumnElement[bool]:
    """Give the condition under which a holiday is of one of these scopes: as one array, so that the statement stays the same."""
    return Holiday.scope == sa.any_(sa.literal(list(scopes), pg.ARRAY(sa.Text)))


def read_court(session: Session, court_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer a court with its rooms."""
    missing = not_found("court_not_found", "There is no such court.")
    location = f"/api/courts/{court_id}" if status == 201 else None
    return _COURT.one(session, missing=missing, status=status, location=location, court_id=court_id)


def list_courts(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of courts in order of their codes."""
    chosen = sa.select(
        Court.id, Court.code, Court.name_en, Court.name_ur, Court.kind, Court.district, Court.seat,
        Court.closed_on,
    )  # fmt: skip
    if query["district"] is not None:
        chosen = chosen.where(Court.district == query["district"])
    if query["kind"] is not None:
        chosen = chosen.where(Court.kind == query["kind"])
    return page(session, chosen, order=[(Court.code, "asc")], query=query)


def read_timetable(session: Session, timetable_id: uuid.UUID) -> Answer:
    """Answer sitting hours that were just declared."""
    missing = not_found("timetable_not_found", "There are no such sitting hours.")
    return _TIMETABLE.one(session, missing=missing, status=201, timetable_id=timetable_id)


def show_wide_hours(court_ids: Sequence[uuid.UUID], outside: Sequence[uuid.UUID]) -> Answer:
    """Answer whose hours were declared, and the hearings they leave outside."""
    return answer_json({"court_ids": court_ids, "hearings_in_the_way": outside[:MOST_NAMED]}, status=201)


def list_sitting_hours(session: Session, court_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer a page of a court's sitting hours, as declared one after the other."""
    find_court(session, court_id)
    chosen = _TIMETABLES.where(Timetable.court_id == court_id)
    return page(session, chosen, order=[(Timetable.id, "asc")], query=query)


def list_holidays(session: Session, query: dict[str, Any]) -> Answer:
    """Answer a page of the holidays that bind the province, and the district or court asked about, or of all."""
    district = query["district"]
    if query["court_id"] is not None:
        district = find_court(session, query["court_id"]).district
    chosen = HOLIDAYS if query["everywhere"] else HOLIDAYS.where(bound_by(scopes_of(district, query["court_id"])))
    if query["from_day"] is not None:
        chosen = chosen.where(Holiday.day >= query["from_day"])
    if query["to_day"] is not None:
        chosen = chosen.where(Holiday.day <= query["to_day"])
    return page(session, chosen, order=[(Holiday.day, "asc"), (Holiday.id, "asc")], query=query)


def read_declared(session: Session, declared: Declared) -> Answer:
    """Answer holidays that were just declared, the hearings that stand on them, and what to look at again."""
    chosen = HOLIDAYS.where(Holiday.id.in_(declared.holiday_ids)).order_by(Holiday.day)
    days = [row._asdict() for row in session.execute(chosen)]
    in_the_way = declared.hearing_ids[:MOST_NAMED]
    return answer_json({"holidays": days, "hearings_in_the_way": in_the_way, "warnings": declared.warnings}, status=201)


def list_codes(session: Session, query: dict[str, Any]) -> Answer:
    """Answer the words that are valid on a day."""
    on = query["on"] or day_of(dt.datetime.now(dt.UTC))
    chosen = _CODES.where(
        HearingCode.valid_from <= on, sa.or_(HearingCode.valid_to.is_(None), HearingCode.valid_to >= on)
    )
    if query["kind"] is not None:
        chosen = chosen.where(HearingCode.kind == query["kind"])
    items = as_list(chosen, HearingCode.kind, HearingCode.code)
    return JsonRow(sa.select(items.label("items"))).one(session, missing=not_found("codes_missing", "No words."))
