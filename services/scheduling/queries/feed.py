"""One person's calendar for calendar apps that subscribe to an address: the address is a secret, and who has it need not sign in."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.answers import Answer, answer_json
from services.common.errors import not_found
from services.scheduling.models import CalendarFeed, RosterEntry
from services.scheduling.queries.entries import read_entries, read_holiday_entries, window_of
from services.scheduling.rules.icalendars import write_feed

_TITLE: Final = "Hearings"


def find_feed(session: Session, token_hash: bytes) -> CalendarFeed:
    """Give the feed of a token; one that was ended, of one who left the roster, and one that never was are not told apart."""
    left = sa.exists().where(RosterEntry.id == CalendarFeed.account_id, RosterEntry.is_active.is_(False))
    found = session.scalar(
        sa.select(CalendarFeed).where(CalendarFeed.token_hash == token_hash, CalendarFeed.revoked_at.is_(None), ~left)
    )
    if found is None:
        raise not_found(
            "calendar_feed_not_found", "There is no such calendar feed. Make a new one and subscribe again."
        )
    return found


def read_feed(session: Session, token_hash: bytes, *, with_holidays: bool) -> Answer:
    """Answer the feed of whoever has this token, with an ETag of its content."""
    account_id = find_feed(session, token_hash).account_id
    days = window_of(dt.datetime.now(dt.UTC))
    entries = read_entries(session, account_id, days)
    if with_holidays:
        entries += read_holiday_entries(session, account_id, days)
    text = write_feed(entries, _TITLE)
    return answer_json(text, etag=digest(text))


def digest(text: str) -> str:
    """Give what an ETag says of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]
