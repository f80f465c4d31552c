"""One person's hearings as iCalendar (RFC 5545), for calendar apps.

Each hearing keeps its UID; its SEQUENCE grows with every change; one that was vacated or adjourned is CANCELLED. No names and no
case numbers: whoever has the address reads courts, times and purposes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from icalendar import Calendar, Event, Timezone
from sqlalchemy.orm import Session

from services.common.answers import Answer, answer_json
from services.common.errors import not_found
from services.scheduling.models import CalendarFeed, Court, CourtRoom, Hearing, HearingCode, HearingListing
from services.scheduling.rules.days import KARACHI

_BACK: Final = dt.timedelta(days=90)
_AHEAD: Final = dt.timedelta(days=730)
_GONE: Final = ("vacated", "adjourned")
_MOST: Final = 5000


def read_feed(session: Session, token_hash: bytes) -> Answer:
    """Answer the feed of whoever has this token, with an ETag of its content."""
    account_id = session.scalar(
        sa.select(CalendarFeed.account_id).where(
            CalendarFeed.token_hash == token_hash, CalendarFeed.revoked_at.is_(None)
        )
    )
    if account_id is None:
        raise not_found(
            "calendar_feed_not_found", "There is no such calendar feed. Make a new one and subscribe again."
        )
    text = write_calendar(_read_hearings(session, account_id))
    return answer_json(text, etag=hashlib.sha256(text.encode()).hexdigest()[:32])


def write_calendar(hearings: Any) -> str:
    """Write hearings as iCalendar; the same hearings give the same text."""
    calendar = Calendar()
    calendar.add("prodid", "-//CMMS//scheduling//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Hearings")
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    calendar.add_component(_timezone())
    for hearing in hearings:
        calendar.add_component(_event(hearing))
    written: bytes = calendar.to_ical()
    return written.decode()


@cache
def _timezone() -> Timezone:
    return Timezone.from_tzid(str(KARACHI))


def _event(hearing: Any) -> Event:
    event = Event()
    event.add("uid", f"{hearing.id}@scheduling.cmms")
    event.add("sequence", hearing.version - 1)
    event.add("dtstamp", hearing.changed_at.astimezone(dt.UTC))
    event.add("dtstart", hearing.starts_at.astimezone(KARACHI))
    event.add("dtend", hearing.ends_at.astimezone(KARACHI))
    event.add("summary", f"{hearing.title_en or hearing.purpose}: {hearing.court}")
    event.add("location", f"{hearing.court}, room {hearing.room}")
    event.add("status", "CANCELLED" if hearing.status in _GONE else "CONFIRMED")
    event.add("class", "CONFIDENTIAL")
    return event


def _read_hearings(session: Session, account_id: Any) -> Any:
    now = dt.datetime.now(dt.UTC)
    title = (
        sa.select(HearingCode.title_en)
        .where(HearingCode.kind == "purpose", HearingCode.code == Hearing.purpose)
        .order_by(HearingCode.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
    return session.execute(
        sa.select(
            Hearing.id, Hearing.version, Hearing.changed_at, Hearing.starts_at, Hearing.ends_at, Hearing.status,
            Hearing.purpose, title.label("title_en"), Court.name_en.label("court"), CourtRoom.name.label("room"),
        )
        .join(HearingListing, HearingListing.hearing_id == Hearing.id)
        .join(Court, Court.id == Hearing.court_id)
        .join(CourtRoom, CourtRoom.id == Hearing.room_id)
        .where(HearingListing.kind == "prosecutor", HearingListing.subject_id == account_id)
        .where(HearingListing.starts_at.between(now - _BACK, now + _AHEAD))
        .order_by(HearingListing.starts_at, HearingListing.hearing_id)
        .limit(_MOST)
    ).all()  # fmt: skip
