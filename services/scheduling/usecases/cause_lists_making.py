"""Making a court's list of a day: asked for by a person, set by the worker with that person's sight, kept as it was made.

Comes once hearings are scheduled; a later one of the same day shows what changed since. The public form is for the court's door: for
whoever asks, it names nobody who may not be named.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import Problem, conflict, not_found
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import CauseListMade
from services.scheduling.models import Court, CourtRoom, Hearing, HearingCode, MadeCauseList
from services.scheduling.rules.days import span_of, time_of
from services.scheduling.usecases.cause_lists_taking import MOST_ATTEMPTS, SYSTEM, require_district
from services.scheduling.usecases.placing import require_court

MOST_LISTED: Final = 1000
_MOST_WAITING: Final = 5
_OVER: Final = ("vacated", "lapsed", "merged")
_NOT_PUBLIC: Final = (*_OVER, "provisional")
MEDIA: Final = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8", "ics": "text/calendar; charset=utf-8"}
_MARK: Final = b"\xef\xbb\xbf"


def ask_for_list(session: Session, actor: Actor, given: Mapping[str, Any], reader: dict[str, Any]) -> uuid.UUID:
    """Keep which list is wanted, for the worker."""
    court = require_court(session, given["court_id"])
    require_district(actor, court)
    waiting = sa.select(sa.func.count()).where(
        MadeCauseList.requested_by == actor.id, MadeCauseList.state.in_(("queued", "running"))
    )
    if (session.scalar(waiting) or 0) >= _MOST_WAITING:
        raise Problem("too_many", "lists_waiting", f"{_MOST_WAITING} lists of yours are being made. Wait for them.")
    made = MadeCauseList(
        id=new_id(), court_id=court.id, district=court.district, listed_on=given["day"], form=given["form"],
        language=given["language"], judge=given["judge"], asker=reader, requested_by=actor.id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    record(
        session, actor, "cause_list_asked", f"cause_list:{made.id}", court_id=court.id, listed_on=made.listed_on,
        form=made.form,
    )  # fmt: skip
    return made.id


def claim_list(session: Session, lease_seconds: int) -> MadeCauseList | None:
    """Claim the oldest list that waits to be made; one that failed too often is given up."""
    now = dt.datetime.now(dt.UTC)
    free = sa.or_(MadeCauseList.state == "queued", MadeCauseList.claimed_until < now)
    waiting = sa.select(MadeCauseList).where(MadeCauseList.state.in_(("queued", "running")), free)
    found = session.scalars(waiting.order_by(MadeCauseList.id).limit(1).with_for_update(skip_locked=True)).first()
    if found is None:
        return None
    if found.attempts >= MOST_ATTEMPTS:
        found.state, found.claimed_until = "failed", None
        record(session, SYSTEM, "cause_list_not_made", f"cause_list:{found.id}", attempts=found.attempts)
        return None
    found.attempts += 1
    found.state, found.claimed_until = "running", now + dt.timedelta(seconds=lease_seconds)
    return found


def hand_back_list(session: Session, list_id: uuid.UUID) -> None:
    """End a claim early, because its worker failed and lives."""
    mine = sa.update(MadeCauseList).where(MadeCauseList.id == list_id, MadeCauseList.state == "running")
    session.execute(mine.values(claimed_until=dt.datetime.now(dt.UTC)))


def read_day(session: Session, court_id: uuid.UUID, day: dt.date, *, is_public: bool = False) -> list[dict[str, Any]]:
    """Give the hearings of a court's day in the order in which they are called: by the hour, then by their numbers."""
    start, end = span_of(day, day)
    title = _title_of_purpose()
    rows = session.execute(
        sa.select(
            Hearing.id.label("hearing_id"), Hearing.case_id, Hearing.joined_case_ids, Hearing.starts_at, Hearing.ends_at,
            Hearing.is_untimed, Hearing.list_number, Hearing.purpose, Hearing.prosecutor_ids, Hearing.status,
            Hearing.version, Hearing.changed_at, CourtRoom.name.label("room"),
            title(HearingCode.title_en).label("title_en"), title(HearingCode.title_ur).label("title_ur"),
        )
        .join(CourtRoom, CourtRoom.id == Hearing.room_id)
        .where(Hearing.court_id == court_id, Hearing.starts_at >= start, Hearing.starts_at < end)
        .where(Hearing.status.not_in(_NOT_PUBLIC if is_public else _OVER))
        .order_by(Hearing.is_untimed, sa.case((Hearing.is_untimed, None), else_=Hearing.starts_at), Hearing.list_number, Hearing.id)
        .limit(MOST_LISTED)
    )  # fmt: skip
    return [
        {
            **{name: getattr(row, name) for name in ("hearing_id", "case_id", "joined_case_ids", "prosecutor_ids")},
            **{name: getattr(row, name) for name in ("purpose", "status", "version", "room")},
            "time": None if row.is_untimed else f"{time_of(row.starts_at):%H:%M}",
            "starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat(),
            "changed_at": row.changed_at.isoformat(),
            "purpose_en": row.title_en or row.purpose, "purpose_ur": row.title_ur,
        }
        for row in rows
    ]  # fmt: skip


def _title_of_purpose() -> Any:
    def titled(column: Any) -> Any:
        return (
            sa.select(column)
            .where(HearingCode.kind == "purpose", HearingCode.code == Hearing.purpose)
            .order_by(HearingCode.valid_from.desc())
            .limit(1)
            .correlate(Hearing)
            .scalar_subquery()
        )

    return titled


def read_court(session: Session, court_id: uuid.UUID) -> Court:
    """Give the court whose list is made."""
    return session.get_one(Court, court_id)


def keep_made(
    session: Session, list_id: uuid.UUID, entries: Sequence[Mapping[str, Any]], files: Mapping[str, bytes]
) -> str:  # fmt: skip
    """Keep a list with its files; give the state it ended in."""
    made = session.get_one(MadeCauseList, list_id, with_for_update=True)
    if made.state != "running":
        return made.state
    made.state, made.claimed_until, made.made_at = "made", None, dt.datetime.now(dt.UTC)
    made.entries = [dict(entry) for entry in entries]
    made.pdf, made.csv, made.ics = files["pdf"], files["csv"], files["ics"]
    publish(
        session,
        CauseListMade(
            cause_list_id=made.id, court_id=made.court_id, listed_on=made.listed_on, form=made.form,
            hearing_count=len(entries),
        ),
        audience=Audience(districts=[made.district]),
    )  # fmt: skip
    return made.state


def find_made(session: Session, actor: Actor, list_id: uuid.UUID) -> MadeCauseList:
    """Give a list: a public one to who sees its court's district, the office's to whoever asked for it."""
    made = session.get(MadeCauseList, list_id)
    is_seen = made is not None and (
        made.requested_by == actor.id or (made.form == "public" and actor.sees_district(made.district))
    )
    if made is None or not is_seen:
        raise not_found("cause_list_not_found", "There is no such list, or it is not in your sight.")
    return made


def fetch_list(session: Session, actor: Actor, list_id: uuid.UUID, form: str, *, marked: bool) -> dict[str, Any]:
    """Give a list's file; `marked`: CSV begins with a byte order mark, by which spreadsheet programs know UTF-8."""
    made = find_made(session, actor, list_id)
    if made.state != "made":
        raise conflict("cause_list_not_made", "The list is not made yet. Look again in a moment.", state=made.state)
    content = {"pdf": made.pdf, "csv": made.csv, "ics": made.ics}[form] or b""
    content = _MARK + content if marked and form == "csv" else content
    record(session, actor, "cause_list_fetched", f"cause_list:{list_id}", form=made.form, file=form)
    return {
        "file_name": f"cause-list-{made.listed_on}-{made.form}-{made.language}.{form}", "media_type": MEDIA[form],
        "sha256": hashlib.sha256(content).hexdigest(), "content_base64": base64.b64encode(content).decode(),
    }  # fmt: skip
