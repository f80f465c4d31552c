"""Offering the next free times when a time is refused: free for the court and for everybody who must be there."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import merge
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.scheduling.models import Booking, Court, CourtRoom, Hearing
from services.scheduling.models.bookings import stands_against
from services.scheduling.models.court_days import read_calendar
from services.scheduling.rules.days import day_of
from services.scheduling.rules.sitting import Span, openings
from services.scheduling.rules.slots import free_slots, untouched
from services.scheduling.usecases.in_the_way import Resource

MOST: Final = 3
_AHEAD: Final = dt.timedelta(days=30)
_STEP: Final = dt.timedelta(minutes=5)


def find_next_free(
    session: Session, court: Court, hearing: Hearing, wanted: Iterable[Resource]
) -> list[dict[str, Any]]:
    """Give the first free times from the one that was wanted on, within 30 days; days, when the hearing has no hour."""
    now = dt.datetime.now(dt.UTC)
    start = max(hearing.starts_at, now + (dt.datetime.min.replace(tzinfo=dt.UTC) - now) % _STEP)
    first, last = day_of(start), day_of(start + _AHEAD)
    sittings = openings(read_calendar(session, court, first, last), first, last)
    spans = [(max(opens, start), closes) for opens, closes in sittings if closes > start]
    if not spans:
        return []
    everybody = [(kind, who) for kind, who in wanted if kind != "room"]
    rooms = _read_rooms(session, court)
    standing = stands_against(place_id=court.id, is_timed=not hearing.is_untimed)
    # As the hearing is refused anyway, what it took on the way there stands in nobody's way.
    others = sa.and_(standing, Booking.hearing_id.is_distinct_from(hearing.id))
    within = (spans[0][0], spans[-1][1])
    taken = _read_taken(session, [*everybody, *(("room", room) for room in rooms)], others, within)
    busy = [span for one in everybody for span in taken[one]]
    if hearing.is_untimed:
        return [_offer(span, None) for span in untouched(spans, busy, most=MOST)]
    length = hearing.ends_at - hearing.starts_at
    found = merge(*(_free_in(room, spans, [*busy, *taken["room", room]], length) for room in rooms))
    offers: dict[Span, dict[str, Any]] = {}
    for span, room in found:
        offers.setdefault(span, _offer(span, room))
        if len(offers) == MOST:
            break
    return list(offers.values())


def _free_in(
    room: uuid.UUID, spans: list[Span], busy: list[Span], length: dt.timedelta
) -> Iterator[tuple[Span, uuid.UUID]]:
    return ((span, room) for span in free_slots(spans, busy, length))


def _offer(span: Span, room: uuid.UUID | None) -> dict[str, Any]:
    return {"starts_at": span[0].isoformat(), "ends_at": span[1].isoformat(), "room_id": str(room) if room else None}


def _read_rooms(session: Session, court: Court) -> list[uuid.UUID]:
    return list(session.scalars(sa.select(CourtRoom.id).where(CourtRoom.court_id == court.id).order_by(CourtRoom.name)))


def _read_taken(
    session: Session, resources: list[Resource], others: sa.ColumnElement[bool], within: Span
) -> defaultdict[Resource, list[Span]]:
    rows = session.execute(
        sa.select(
            Booking.kind, Booking.resource_id,
            sa.func.lower(Booking.during).label("start"), sa.func.upper(Booking.during).label("end"),
        )
        .where(sa.tuple_(Booking.kind, Booking.resource_id).in_(resources), others)
        .where(Booking.during.op("&&")(sa.func.tstzrange(*within)))
    )  # fmt: skip
    taken: defaultdict[Resource, list[Span]] = defaultdict(list)
    for row in rows:
        taken[row.kind, row.resource_id].append((row.start, row.end))
    return taken
