"""Reading one's own calendar, whether one has a feed, and the free times of a court."""

from __future__ import annotations

import datetime as dt
import uuid
from itertools import islice
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import EVERYWHERE, Actor
from services.common.answers import Answer, JsonRow, answer_json
from services.common.errors import not_found
from services.scheduling.models import (
    Booking,
    CalendarFeed,
    CourtRoom,
    Hearing,
    HearingListing,
    Holiday,
    Leave,
    RosterEntry,
)
from services.scheduling.models.bookings import stands_against
from services.scheduling.models.court_days import find_court, read_calendar, scopes_of
from services.scheduling.models.sight import account_of, hearings_seen
from services.scheduling.queries.availability import read_availability
from services.scheduling.queries.courts import HOLIDAYS, as_list, bound_by
from services.scheduling.queries.hearings import ROWS
from services.scheduling.queries.roster import LEAVES
from services.scheduling.rules.availability import overlaps
from services.scheduling.rules.days import span_of
from services.scheduling.rules.sitting import Span, openings
from services.scheduling.rules.slots import free_slots

_MOST_SLOTS: Final = 50
_MOST_HEARINGS: Final = 5000
_GONE: Final = ("vacated", "merged", "lapsed")


def read_my_calendar(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer one's own hearings and leave, the holidays of one's districts, and what else the office has when that is asked for."""
    me, first, last = account_of(actor), query["from_day"], query["to_day"]
    start, end = span_of(first, last)
    hearings = (
        ROWS.join(HearingListing, HearingListing.hearing_id == Hearing.id)
        .where(HearingListing.kind == "prosecutor", HearingListing.subject_id == me)
        .where(HearingListing.starts_at >= start, HearingListing.starts_at < end)
        .limit(_MOST_HEARINGS)
    )
    leave = LEAVES.where(Leave.prosecutor_id == me, Leave.first_on <= last, Leave.last_on >= first)
    posted = session.scalar(sa.select(RosterEntry.district).where(RosterEntry.id == me))
    districts = {*actor.districts, *([posted] if posted else [])} - {EVERYWHERE}
    scopes = {scope for district in (None, *districts) for scope in scopes_of(district, None)}
    holidays = HOLIDAYS.where(Holiday.day.between(first, last), bound_by(sorted(scopes)))
    row = sa.select(
        as_list(hearings, HearingListing.starts_at, HearingListing.hearing_id).label("hearings"),
        as_list(leave, Leave.first_on, Leave.id).label("leave"),
        as_list(holidays, Holiday.day, Holiday.id).label("holidays"),
        _office(actor, query).label("office"),
    )
    return JsonRow(row).one(session, missing=not_found("calendar_not_found", "You have no calendar."))


def _office(actor: Actor, query: dict[str, Any]) -> sa.ColumnElement[Any]:
    """Give each day's hearings of others: how many, and the first of them for who has none of his own on any of the days."""
    if query["office"] is None:
        return sa.cast(sa.literal("[]"), pg.JSON)
    me, first, last = account_of(actor), query["from_day"], query["to_day"]
    start, end = span_of(first, last)
    own = (
        sa.select(Hearing.id)
        .correlate(None)
        .join(HearingListing, HearingListing.hearing_id == Hearing.id)
        .where(HearingListing.kind == "prosecutor", HearingListing.subject_id == me)
        .where(HearingListing.starts_at >= start, HearingListing.starts_at < end, Hearing.status.not_in(_GONE))
    )
    days = [first + dt.timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    shown = [_others(actor, day, ~own.exists(), query["office"]) for day in days]
    return sa.func.json_build_array(*shown)


def _others(actor: Actor, day: dt.date, is_shown: sa.ColumnElement[bool], most: int) -> sa.ColumnElement[Any]:
    start, end = span_of(day, day)
    others = ROWS.where(
        Hearing.starts_at >= start, Hearing.starts_at < end, Hearing.status.not_in(_GONE), hearings_seen(actor),
        sa.literal(account_of(actor)) != sa.all_(Hearing.prosecutor_ids),
    )  # fmt: skip
    count = others.with_only_columns(sa.func.count()).scalar_subquery()
    rows = as_list(others.where(is_shown).limit(most), Hearing.starts_at, Hearing.id)
    return sa.func.json_build_object("day", sa.cast(day, sa.Date), "count", count, "hearings", rows)


def read_calendar_feed(session: Session, actor: Actor) -> Answer:
    """Answer whether one has a calendar feed."""
    created_at = session.scalar(
        sa.select(CalendarFeed.created_at).where(
            CalendarFeed.account_id == account_of(actor), CalendarFeed.revoked_at.is_(None)
        )
    )
    return answer_json({"exists": created_at is not None, "created_at": created_at})


def find_free_slots(session: Session, court_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer the first times at which a room of the court, and the prosecutor asked for, are free; he works then, and has no duty."""
    court = find_court(session, court_id)
    first, last = query["from_day"], query["to_day"]
    now = dt.datetime.now(dt.UTC)
    sittings = openings(read_calendar(session, court, first, last), first, last)
    spans = [(max(opens, now), closes) for opens, closes in sittings if closes > now]
    rooms = session.execute(
        sa.select(CourtRoom.id, CourtRoom.name).where(CourtRoom.court_id == court_id).order_by(CourtRoom.name)
    ).all()
    wanted = [("prosecutor", query["prosecutor_id"])] if query["prosecutor_id"] else []
    wanted += [("court", court.id)] if court.sits_alone else []
    busy = _read_busy(session, court_id, [("room", room.id) for room in rooms] + wanted, span_of(first, last))
    taken = [span for resource in wanted for span in busy.get(resource, [])]
    asked = [query["prosecutor_id"]] if query["prosecutor_id"] else []
    people = read_availability(session, first, last, prosecutor_ids=asked) if asked else []
    taken += [span for person in people for span in person.away]
    avoided = [span for person in people for span in person.avoid]
    length = dt.timedelta(minutes=query["minutes"])
    found: list[tuple[bool, dt.datetime, str, dict[str, Any]]] = []
    for room in rooms:
        for slot in islice(free_slots(spans, [*busy.get(("room", room.id), []), *taken], length), _MOST_SLOTS):
            late = any(overlaps(slot, span) for span in avoided)
            shown = {"starts_at": slot[0], "ends_at": slot[1], "room_id": room.id, "in_own_time": late}
            found.append((late, slot[0], room.name, shown))
    found.sort(key=lambda slot: slot[:3])
    return answer_json({"items": [shown for *_, shown in found[:_MOST_SLOTS]]})


def _read_busy(
    session: Session, court_id: uuid.UUID, resources: list[tuple[str, uuid.UUID]], span: Span
) -> dict[tuple[str, uuid.UUID], list[Span]]:
    rows = session.execute(
        sa.select(
            Booking.kind, Booking.resource_id,
            sa.func.lower(Booking.during).label("start"), sa.func.upper(Booking.during).label("end"),
        )
        .where(stands_against(place_id=court_id, is_timed=True))
        .where(sa.tuple_(Booking.kind, Booking.resource_id).in_(resources))
        .where(Booking.during.op("&&")(sa.func.tstzrange(*span)))
    )  # fmt: skip
    busy: dict[tuple[str, uuid.UUID], list[Span]] = {}
    for row in rows:
        busy.setdefault((row.kind, row.resource_id), []).append((row.start, row.end))
    return busy
