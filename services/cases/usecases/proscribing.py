"""Keep the lists of proscribed persons and organisations (ATA s.11EE and Fourth Schedule; UNSC Act 1948 s.2).

Before: a notification, or a new consolidated list. Sets off: the next look at a case's matches is held against it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.models import ProscribedPerson
from services.cases.rules.identifiers import normalise_cnic
from services.cases.rules.spelling import sound
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.ids import new_id

_LIST_LOCK = 0x11EE


def load_list(session: Session, actor: Actor, new: dict[str, Any]) -> dict[str, Any]:
    """Load a version of a list, whole; the one before is superseded, and kept."""
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LIST_LOCK)))
    rows = [_read_entry(place, entry, new, actor) for place, entry in enumerate(new["entries"])]
    wrong = {f"entries.{place}.{field}": [why] for place, row in enumerate(rows) for field, why in row["wrong"].items()}
    if wrong:
        raise invalid("list_not_readable", "Some entries cannot be read. See the marked fields.", fields=wrong)
    same = ProscribedPerson.list_code == new["list_code"]
    known = sa.select(ProscribedPerson.id).where(same, ProscribedPerson.list_version == new["list_version"]).limit(1)
    if session.scalar(known) is not None:
        raise conflict("list_version_known", "This version of the list was loaded already.")
    current = sa.and_(same, ProscribedPerson.superseded_at.is_(None))
    superseded = session.execute(
        sa.update(ProscribedPerson).where(current).values(superseded_at=sa.func.clock_timestamp())
    )
    session.execute(sa.insert(ProscribedPerson), [row["values"] for row in rows])
    counts: dict[str, Any] = {"entry_count": len(rows), "superseded_count": getattr(superseded, "rowcount", 0)}
    which: dict[str, Any] = {"list_code": new["list_code"], "list_version": new["list_version"]}
    record(session, actor, "proscribed_list_loaded", f"list:{new['list_code']}", **which, **counts)
    return {**which, **counts}


def _read_entry(place: int, entry: dict[str, Any], new: dict[str, Any], actor: Actor) -> dict[str, Any]:
    heard = " ".join(filter(None, (sound(name) for name in (entry["name"], *entry["aliases"]))))
    cnic = None if entry["cnic"] is None else normalise_cnic(entry["cnic"])
    wrong = {} if heard else {"name": "Write the name in Latin, Urdu or Sindhi letters."}
    if entry["cnic"] is not None and cnic is None:
        wrong["cnic"] = "A CNIC has 13 digits, such as 42101-1234567-1."
    values = {
        **entry, "id": new_id(), "cnic": cnic, "sound": heard, "list_code": new["list_code"],
        "list_version": new["list_version"], "source": new["source"], "loaded_by": actor.id, "superseded_at": None,
    }  # fmt: skip
    return {"values": values, "wrong": wrong, "place": place}
