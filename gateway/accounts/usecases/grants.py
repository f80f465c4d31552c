"""What each role may do: the files in `grants/`, one a service, brought into the database as dated rows.

Adding a line grants from its day on; taking a line away ends the grant on the day it is loaded. Nothing is overwritten.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from gateway.accounts.models import RolePermission
from gateway.accounts.rules.roles import Grant, read_grants
from services.common.actor import Actor
from services.common.audit import record

FOLDER = Path(__file__).parents[1] / "grants"
GATEWAY = Actor(id="service:gateway")
_LOCK = 7_126_431_002


def load_grants(session: Session, folder: Path = FOLDER) -> int:
    """Bring the files' grants into the database; give how many rows changed. Two loaders at once wait for one another."""
    session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    listed = _read_files(folder)
    today = dt.datetime.now(ZoneInfo("Asia/Karachi")).date()
    rows = session.scalars(sa.select(RolePermission)).all()
    standing = {(row.role, row.permission): row for row in rows if row.valid_to is None}
    ended = {(row.role, row.permission, row.valid_from): row for row in rows if row.valid_to is not None}
    for pair in listed.keys() - standing.keys():
        _grant(session, *listed[pair], ended, today)
    for pair in standing.keys() - listed.keys():
        standing[pair].valid_to = max(today, standing[pair].valid_from)
    changed = len(listed.keys() ^ standing.keys())
    if changed:
        record(session, GATEWAY, "grants_loaded", "grants", rows=changed)
    return changed


def _read_files(folder: Path) -> dict[tuple[str, str], tuple[Grant, str]]:
    listed: dict[tuple[str, str], tuple[Grant, str]] = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for grant in read_grants(lines, file.name):
                listed[grant.role, grant.permission] = (grant, file.stem)
    return listed


def _grant(
    session: Session, grant: Grant, name: str, ended: dict[tuple[str, str, dt.date], RolePermission], today: dt.date
) -> None:
    """Add a row; one that was ended before begins anew today, so that the time between stays on record."""
    came_back = (grant.role, grant.permission, grant.valid_from) in ended
    valid_from = today if came_back else grant.valid_from
    ended_today = ended.get((grant.role, grant.permission, valid_from))
    if ended_today is not None:
        ended_today.valid_to = None
        return
    session.add(
        RolePermission(
            role=grant.role, permission=grant.permission, valid_from=valid_from, source=grant.source, listed_in=name
        )
    )
