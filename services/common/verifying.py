"""A verification of the audit trail that somebody asked for: waiting, running in a process of its own, kept with its finding.

A million entries take a processor for half a minute, so the walk is never made by what answers calls or hears events.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.ids import new_id
from services.common.journal import Finding
from services.common.tables import audit_verifications as kept

SHOWN_FAULTS: Final = 50
_STALE: Final = dt.timedelta(hours=2)
_LOOK_SECONDS: Final = 0.5
_last = sa.select(kept).order_by(kept.c.asked_at.desc()).limit(1)


def ask_verification(session: Session, actor: Actor, reason: str) -> dict[str, Any]:
    """Have the trail verified; who asks while one is under way gets that one."""
    last = session.execute(_last).first()
    if last is None or last.finished_at is not None or _now() - last.asked_at > _STALE:
        session.execute(sa.insert(kept).values(id=new_id(), asked_at=_now(), asked_by=actor.id))
        record(session, actor, "audit_verification_asked", "audit", reason)
    return read_verification(session)


def read_verification(session: Session) -> dict[str, Any]:
    """Give the last verification."""
    last = session.execute(_last).first()
    names = ("asked_at", "asked_by", "finished_at", "entries", "checkpoints", "fault_count")
    shown = {name: getattr(last, name, None) for name in names}
    instants = {name: value.isoformat() if isinstance(value, dt.datetime) else value for name, value in shown.items()}
    return {"state": _name_state(last), **instants, "faults": (last.faults or []) if last else []}


def _name_state(last: Any) -> str:
    if last is None:
        return "never"
    if last.started_at is None:
        return "waiting"
    if last.finished_at is None:
        return "running" if _now() - last.started_at < _STALE else "failed"
    if last.fault_count is None:
        return "failed"
    return "faulty" if last.fault_count else "sound"


def verify_when_asked(session: Session, service: str) -> None:
    """Take up what was asked for, if anything, and wait for the process that verifies it. The session commits by itself."""
    waiting = sa.select(kept.c.id).where(kept.c.started_at.is_(None)).order_by(kept.c.asked_at).limit(1)
    claim = sa.update(kept).where(kept.c.id == waiting.scalar_subquery(), kept.c.started_at.is_(None))
    claimed = session.execute(claim.values(started_at=_now()).returning(kept.c.id)).scalar()
    if claimed is None:
        return
    _run_apart(service, claimed)
    gave_up = sa.update(kept).where(kept.c.id == claimed, kept.c.finished_at.is_(None))
    session.execute(gave_up.values(finished_at=_now()))


def _run_apart(service: str, verification_id: uuid.UUID) -> None:
    command = [sys.executable, "-m", "services.common.audit_cli", service, "verify", "--keep", str(verification_id)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            time.sleep(_LOOK_SECONDS)  # under eventlet this lets others work, which waiting for the process would not
    finally:
        if process.poll() is None:
            process.terminate()


def keep_finding(session: Session, service: str, verification_id: uuid.UUID, finding: Finding) -> None:
    """Keep what a verification found, in its row and in the trail itself."""
    session.execute(
        sa.update(kept).where(kept.c.id == verification_id).values(
            finished_at=_now(), entries=finding.entries, checkpoints=finding.checkpoints,
            fault_count=len(finding.faults), faults=finding.faults[:SHOWN_FAULTS],
        )
    )  # fmt: skip
    itself = Actor(id=f"service:{service}")
    record(session, itself, "audit_verified", "audit", entries=finding.entries, faults=len(finding.faults))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
