"""A person's calendar as the members of a CalDAV collection (RFC 4791): each hearing and each leave one object with its ETag."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from services.common.answers import Answer, answer_json
from services.scheduling.models import CalendarFeed
from services.scheduling.queries.entries import read_entries, window_of
from services.scheduling.queries.feed import digest, find_feed
from services.scheduling.rules.days import day_of, start_of
from services.scheduling.rules.icalendars import Entry, write_object

_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Member:
    """One object of a collection: its name in the address, its ETag, its text."""

    name: str
    etag: str
    changed_at: dt.datetime
    calendar: str


def read_members(
    session: Session, feed: CalendarFeed, *, within: tuple[dt.datetime | None, dt.datetime | None] = (None, None)
) -> list[Member]:
    """Give the members of a feed's collection in order of their names; those that touch a span, when one is given."""
    first, last = window_of(dt.datetime.now(dt.UTC))
    # A hearing ends on the day it begins, so the days of the span are enough; leave is found by either of its ends.
    days = (max(first, day_of(within[0])) if within[0] else first, min(last, day_of(within[1])) if within[1] else last)
    entries = read_entries(session, feed.account_id, days)
    return sorted((_member(entry) for entry in entries if _touches(entry, *within)), key=lambda member: member.name)


def read_calendar_objects(session: Session, token_hash: bytes, query: dict[str, Any]) -> Answer:
    """Answer objects with their texts, at most 500 at once: those named, those that touch a span, or all."""
    members = read_members(session, find_feed(session, token_hash), within=(query["starts_at"], query["ends_at"]))
    if query["names"] is not None:
        wanted = set(query["names"].split(","))
        members = [member for member in members if member.name in wanted]
    after = query["after"]
    rest = [member for member in members if after is None or member.name > after]
    items = [
        {"name": member.name, "etag": member.etag, "changed_at": member.changed_at, "calendar": member.calendar}
        for member in rest[:_MOST]
    ]
    return answer_json({"items": items, "next": items[-1]["name"] if len(rest) > _MOST else None})


def _member(entry: Entry) -> Member:
    text = write_object(entry)
    return Member(f"{entry.id}.ics", digest(text), entry.changed_at, text)


def _touches(entry: Entry, start: dt.datetime | None, end: dt.datetime | None) -> bool:
    begins, ends = _instant(entry.starts), _instant(entry.ends)
    return (end is None or begins < end) and (start is None or ends > start)


def _instant(moment: dt.datetime | dt.date) -> dt.datetime:
    return moment if isinstance(moment, dt.datetime) else start_of(moment)
