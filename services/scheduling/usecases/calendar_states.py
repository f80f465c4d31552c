"""Synchronising a calendar program with a person's collection (RFC 6578): what changed and what is gone since it last asked.

What a program saw is kept under the token it was given, so the next answer is exact whatever happened meanwhile: a hearing moved,
handed over or vacated, leave taken back, a day grown too old to be shown.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.common.errors import Problem
from services.scheduling.models import CalendarFeed
from services.scheduling.models.feeds import CalendarState
from services.scheduling.queries.collection import read_members
from services.scheduling.queries.feed import find_feed

# As many as a person has programs that may be away for a while; and of an ETag as much as tells two of one object apart.
_KEPT: Final = 8
_ETAG: Final = 12


def sync_calendar(session: Session, token_hash: bytes, since: str | None) -> dict[str, Any]:
    """Give the members that are new or changed since a state, the names of those that are gone, and the state's new token."""
    feed = find_feed(session, token_hash)
    before = _read_state(session, feed, since) if since is not None else {}
    members = read_members(session, feed)
    now = {member.name: member.etag[:_ETAG] for member in members}
    changed = [
        {
            "name": member.name,
            "etag": member.etag,
            "changed_at": member.changed_at,
            "size": len(member.calendar.encode()),
        }
        for member in members
        if before.get(member.name) != member.etag[:_ETAG]
    ]
    return {"token": _keep_state(session, feed, now), "changed": changed, "gone": sorted(before.keys() - now.keys())}


def _read_state(session: Session, feed: CalendarFeed, token: str) -> dict[str, str]:
    found = session.get(CalendarState, (feed.id, token))
    if found is None:
        raise Problem(
            "gone", "sync_token_unknown", "This state of the calendar is not known any more. Read it as a whole."
        )
    return found.members


def _keep_state(session: Session, feed: CalendarFeed, members: dict[str, str]) -> str:
    written = "\n".join(f"{name} {etag}" for name, etag in sorted(members.items()))
    token = hashlib.sha256(written.encode()).hexdigest()[:32]
    seen_at = sa.func.clock_timestamp()
    row = {"feed_id": feed.id, "token": token, "members": members, "seen_at": seen_at}
    session.execute(
        insert(CalendarState)
        .values(row)
        .on_conflict_do_update(index_elements=["feed_id", "token"], set_={"seen_at": seen_at})
    )
    newest = (
        sa.select(CalendarState.token)
        .where(CalendarState.feed_id == feed.id)
        .order_by(CalendarState.seen_at.desc())
        .limit(_KEPT)
    )
    session.execute(
        sa.delete(CalendarState).where(CalendarState.feed_id == feed.id, CalendarState.token.not_in(newest))
    )
    return token
