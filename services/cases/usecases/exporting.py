"""Files that leave the system: a case as a whole, or a list of cases, with the sight of whoever asks, and for a purpose.

A case is gathered when it is asked for, so that the file shows what its reader could see then; what takes long is made by the
exporter. Only whoever asked fetches the file, as long as they may see the case; each asking and fetching is audited.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import SYSTEM, see_case
from services.cases.models import Case, Export
from services.cases.rules.exporting import FORMAT, FORMAT_VERSION, MEDIA_TYPES, ending_of
from services.cases.usecases.today import today
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, not_found
from services.common.ids import new_id

KEPT: Final = dt.timedelta(days=2)
MOST_ATTEMPTS: Final = 3
MOST_BYTES: Final = 25_000_000
_MOST_WAITING: Final = 10


def export_case(  # noqa: PLR0917 - session and actor, the case, what was gathered, how it is wanted and why
    session: Session, actor: Actor, case_id: uuid.UUID, gathered: dict[str, Any], form: str, purpose: str
) -> uuid.UUID:
    """Keep a case as a whole: JSON at once, PDF to be made by the exporter."""
    see_case(session, actor, case_id)
    label = session.scalars(sa.select(Case.fir_label).where(Case.id == case_id)).one()
    package = {"format": FORMAT, "version": FORMAT_VERSION, "made_at": dt.datetime.now(dt.UTC).isoformat(), **gathered}
    name = f"case-{label.replace('/', '-')}-{today().isoformat()}"
    written = orjson.dumps(package, option=orjson.OPT_INDENT_2)
    # As text: the database would keep the members of an object in an order of its own.
    kept = _keep(session, actor, f"case_{form}", name, {"package": written.decode()}, case_id=case_id)
    if form == "json":
        finish(kept, written, 1)
    record(session, actor, "case_exported", f"case:{case_id}", purpose, export_id=kept.id, form=form)
    return kept.id


def export_cases(session: Session, actor: Actor, body: dict[str, Any]) -> uuid.UUID:
    """Keep what list of cases is wanted, for the exporter."""
    wanted = {name: str(value) for name, value in body["wanted"].items() if value is not None}
    kept = _keep(session, actor, f"cases_{body['form']}", f"cases-{today().isoformat()}", wanted)
    record(session, actor, "cases_exported", f"export:{kept.id}", body["purpose"], form=body["form"], wanted=wanted)
    return kept.id


def fetch_export(session: Session, actor: Actor, export_id: uuid.UUID) -> dict[str, Any]:
    """Give a file to whoever asked for it."""
    kept = session.scalars(
        sa.select(Export).where(
            Export.id == export_id, Export.requested_by == actor.id, Export.expires_at > dt.datetime.now(dt.UTC)
        )
    ).one_or_none()
    if kept is None:
        raise no_such_export()
    if kept.case_id is not None:
        _require_sight(session, actor, kept.case_id)
    if kept.content is None:
        raise conflict("export_not_made", "The file is not made yet. Look again in a moment.", state=kept.state)
    record(session, actor, "export_fetched", f"export:{export_id}", kind=kept.kind, case_id=kept.case_id)
    return {
        "file_name": kept.file_name, "media_type": kept.media_type, "sha256": kept.sha256,
        "content_base64": base64.b64encode(kept.content).decode(),
    }  # fmt: skip


def claim_export(session: Session, lease_seconds: int) -> Export | None:
    """Claim the oldest file that waits, or whose exporter died; one that failed too often is given up."""
    now = dt.datetime.now(dt.UTC)
    free = sa.or_(Export.state == "queued", sa.and_(Export.state == "running", Export.claimed_until < now))
    waiting = sa.select(Export).where(Export.state.in_(("queued", "running")), free)
    found = session.scalars(waiting.order_by(Export.id).limit(1).with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        give_up(session, found)
        return None
    found.attempts += 1
    found.state, found.claimed_until = "running", now + dt.timedelta(seconds=lease_seconds)
    return found


def keep_made(session: Session, export_id: uuid.UUID, content: bytes, row_count: int) -> str:
    """Keep a file that was made; one that would be too large to fetch is given up. Gives the state it ended in."""
    kept = session.scalars(sa.select(Export).where(Export.id == export_id).with_for_update()).one()
    if kept.state == "running":
        if len(content) > MOST_BYTES:
            give_up(session, kept)
        else:
            finish(kept, content, row_count)
    return kept.state


def finish(kept: Export, content: bytes, row_count: int) -> None:
    """Put a file's content in its place; what it was made of is kept no longer than needed."""
    kept.state, kept.content, kept.row_count = "made", content, row_count
    kept.sha256, kept.made_at, kept.claimed_until = hashlib.sha256(content).hexdigest(), dt.datetime.now(dt.UTC), None
    if kept.case_id is not None:
        kept.wanted = {}


def give_up(session: Session, kept: Export) -> None:
    """Say that a file cannot be made."""
    kept.state, kept.claimed_until, kept.wanted = "failed", None, {}
    record(session, SYSTEM, "export_failed", f"export:{kept.id}", attempts=kept.attempts)


def asker_of(kept: Export) -> Actor:
    """Give who asked for a file, as they were allowed then."""
    asker = kept.asker
    return Actor(
        id=asker["id"], roles=tuple(asker["roles"]), may=frozenset(asker["may"]), districts=tuple(asker["districts"])
    )


def forget_exports(session: Session) -> None:
    """Delete the files whose time is over. The timer's step."""
    session.execute(sa.delete(Export).where(Export.expires_at < dt.datetime.now(dt.UTC)))


def no_such_export() -> Problem:
    """Say that there is no such file, or none of this person's."""
    return not_found("no_such_export", "There is no such file of yours; files are kept for two days. Ask for it again.")


def _keep(
    session: Session, actor: Actor, kind: str, name: str, wanted: dict[str, Any], *, case_id: uuid.UUID | None = None
) -> Export:
    waiting = sa.select(sa.func.count()).where(Export.requested_by == actor.id, Export.state.in_(("queued", "running")))
    if (session.scalar(waiting) or 0) >= _MOST_WAITING:
        raise Problem("too_many", "exports_waiting", f"{_MOST_WAITING} files of yours are being made. Wait for them.")
    ending = ending_of(kind)
    asker = {"id": actor.id, "roles": actor.roles, "may": sorted(actor.may), "districts": actor.districts}
    kept = Export(
        id=new_id(), kind=kind, case_id=case_id, wanted=orjson.loads(orjson.dumps(wanted)),
        asker=orjson.loads(orjson.dumps(asker)), requested_by=actor.id, state="queued", attempts=0,
        file_name=f"{name}.{ending}", media_type=MEDIA_TYPES[ending], expires_at=dt.datetime.now(dt.UTC) + KEPT,
    )  # fmt: skip
    session.add(kept)
    session.flush()
    return kept


def _require_sight(session: Session, actor: Actor, case_id: uuid.UUID) -> None:
    """Refuse the file of a case that went out of its asker's sight since, as if there were none."""
    try:
        see_case(session, actor, case_id)
    except Problem:
        raise no_such_export() from None
