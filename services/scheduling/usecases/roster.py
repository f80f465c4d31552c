"""The prosecutors' roster: who is posted where, and so can be booked for hearings."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import ProsecutorPosted
from services.scheduling.models import Posting, RosterEntry
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.postings import require_district, take_entry


def add_to_roster(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Put a prosecutor on the roster; give his id, which is that of his account."""
    require_district(actor, given["district"])
    if session.get(RosterEntry, given["id"]) is not None:
        raise conflict("on_roster_already", "This prosecutor is on the roster. Record a posting instead.")
    seat, posted_on = given.get("seat") or given["district"], given.get("posted_on")
    entry = RosterEntry(id=given["id"], district=given["district"], seat=seat, designation=given["designation"])
    session.add(entry)
    session.flush()
    if posted_on is not None:
        session.add(
            Posting(
                id=new_id(), prosecutor_id=entry.id, district=entry.district, seat=seat, designation=entry.designation,
                first_on=posted_on, source=given.get("source") or "entered with the roster",
            )
        )  # fmt: skip
        session.flush()
    _tell_posted(session, entry, posted_on)
    record(session, actor, "roster_entry_added", f"prosecutor:{entry.id}", district=entry.district)
    return entry.id


def change_roster_entry(
    session: Session, actor: Actor, prosecutor_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Correct a prosecutor's entry, or take him off the roster; his hearings stand until they are handed over.

    Once postings are recorded they say where he is: a correction would be lost under the next one.
    """
    entry = take_entry(session, actor, prosecutor_id)
    require_version(if_match, entry.version)
    if set(given) - {"is_active"} and _has_postings(session, entry.id):
        raise conflict(
            "postings_recorded", "This prosecutor's postings are dated. Record a posting from a day on instead."
        )
    if "district" in given:
        require_district(actor, given["district"])
    for name, value in given.items():
        setattr(entry, name, value)
    entry.version += 1
    if {"district", "designation"} & set(given):
        _tell_posted(session, entry)
    record(session, actor, "roster_entry_changed", f"prosecutor:{entry.id}", changed=sorted(given))


def _tell_posted(session: Session, entry: RosterEntry, first_on: dt.date | None = None) -> None:
    told = ProsecutorPosted(
        prosecutor_id=entry.id, district=entry.district, designation=entry.designation or "",
        first_on=first_on or day_of(dt.datetime.now(dt.UTC)),
    )  # fmt: skip
    publish(session, told, audience=Audience(users=[str(entry.id)], districts=[entry.district]))


def _has_postings(session: Session, prosecutor_id: uuid.UUID) -> bool:
    return session.scalar(sa.select(Posting.id).where(Posting.prosecutor_id == prosecutor_id).limit(1)) is not None
