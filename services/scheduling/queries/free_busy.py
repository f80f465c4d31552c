"""When a prosecutor is busy: hearings, duties, approved leave, and what is his own. Never by what."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.common.errors import not_found
from services.scheduling.models import Booking, Hearing, RosterEntry
from services.scheduling.models.bookings import is_taken
from services.scheduling.models.sight import account_of
from services.scheduling.models.working_time import Duty
from services.scheduling.queries.feed import find_feed
from services.scheduling.queries.own_times import read_own_busy
from services.scheduling.rules.icalendars import write_free_busy
from services.scheduling.rules.sitting import Span
from services.scheduling.rules.working_time import merge_spans

BUSY: Final = "BUSY"
TENTATIVE: Final = "BUSY-TENTATIVE"
AWAY: Final = "BUSY-UNAVAILABLE"
_WORDS: Final = {BUSY: "busy", TENTATIVE: "tentative", AWAY: "away"}


def read_free_busy(session: Session, actor: Actor, prosecutor_id: uuid.UUID, query: dict[str, Any]) -> Answer:
    """Answer when a prosecutor is busy; that somebody is away is told to himself and within his district."""
    entry = session.get(RosterEntry, prosecutor_id)
    if entry is None:
        raise not_found("prosecutor_not_found", "There is no such prosecutor on the roster.")
    busy = read_busy(session, prosecutor_id, (query["starts_at"], query["ends_at"]))
    if prosecutor_id != account_of(actor) and not actor.sees_district(entry.district):
        busy = [(span, BUSY) for span in merge_spans(span for span, _ in busy)]
    items = [{"starts_at": start, "ends_at": end, "kind": _WORDS[kind]} for (start, end), kind in busy]
    return answer_json({"prosecutor_id": prosecutor_id, "items": items})


def read_feed_free_busy(session: Session, token_hash: bytes, query: dict[str, Any]) -> Answer:
    """Answer when the person of a calendar feed is busy, as iCalendar."""
    span = (query["starts_at"], query["ends_at"])
    busy = read_busy(session, find_feed(session, token_hash).account_id, span)
    return answer_json(write_free_busy(busy, span, dt.datetime.now(dt.UTC)))


def read_busy(session: Session, prosecutor_id: uuid.UUID, span: Span) -> list[tuple[Span, str]]:
    """Give the busy spans within a span, merged by kind, in order."""
    kinds: dict[str, list[Span]] = {BUSY: [], TENTATIVE: [], AWAY: []}
    for found, kind in _read_booked(session, prosecutor_id, span):
        kinds[kind].append(found)
    kinds[BUSY] += _read_duties(session, prosecutor_id, span)
    kinds[BUSY] += read_own_busy(session, [prosecutor_id], span).get(prosecutor_id, [])
    within = {kind: [(max(start, span[0]), min(end, span[1])) for start, end in spans] for kind, spans in kinds.items()}
    return sorted((found, kind) for kind, spans in within.items() for found in merge_spans(spans))


def _read_booked(session: Session, prosecutor_id: uuid.UUID, span: Span) -> list[tuple[Span, str]]:
    rows = session.execute(
        sa.select(
            sa.func.lower(Booking.during).label("start"), sa.func.upper(Booking.during).label("end"),
            Booking.leave_id, Hearing.status,
        )
        .outerjoin(Hearing, Hearing.id == Booking.hearing_id)
        .where(is_taken(), Booking.kind == "prosecutor", Booking.resource_id == prosecutor_id)
        .where(Booking.during.op("&&")(sa.func.tstzrange(*span)))
    )  # fmt: skip
    return [((row.start, row.end), _kind_of(row)) for row in rows]


def _kind_of(row: Any) -> str:
    if row.leave_id is not None:
        return AWAY
    return TENTATIVE if row.status == "provisional" else BUSY


def _read_duties(session: Session, prosecutor_id: uuid.UUID, span: Span) -> list[Span]:
    rows = session.execute(
        sa.select(sa.func.lower(Duty.during), sa.func.upper(Duty.during)).where(
            Duty.prosecutor_id == prosecutor_id,
            Duty.withdrawn_at.is_(None),
            Duty.during.op("&&")(sa.func.tstzrange(*span)),
        )
    )
    return [(start, end) for start, end in rows]
