"""The prosecutors' roster: who is posted where, and so can be booked for hearings."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, forbidden, not_found
from services.scheduling.models import RosterEntry


def add_to_roster(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Put a prosecutor on the roster; give his id, which is that of his account."""
    _require_district(actor, given["district"])
    if session.get(RosterEntry, given["id"]) is not None:
        raise conflict("on_roster_already", "This prosecutor is on the roster. Change the posting instead.")
    entry = RosterEntry(**given)
    session.add(entry)
    session.flush()
    record(session, actor, "roster_entry_added", f"prosecutor:{entry.id}", district=entry.district)
    return entry.id


def change_roster_entry(
    session: Session, actor: Actor, prosecutor_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Change a prosecutor's posting, or take him off the roster; his hearings stand until they are handed over."""
    entry = session.get(RosterEntry, prosecutor_id, with_for_update=True)
    if entry is None:
        raise not_found("prosecutor_not_found", "There is no such prosecutor on the roster.")
    require_version(if_match, entry.version)
    _require_district(actor, entry.district)
    if "district" in given:
        _require_district(actor, given["district"])
    for name, value in given.items():
        setattr(entry, name, value)
    entry.version += 1
    record(session, actor, "roster_entry_changed", f"prosecutor:{entry.id}", changed=sorted(given))


def _require_district(actor: Actor, district: str) -> None:
    if not actor.sees_district(district):
        raise forbidden("district_out_of_sight", "You keep the roster of your own districts only.")
