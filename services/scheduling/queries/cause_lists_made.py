"""Reading cause lists that were made: one's own, and the public ones of courts in one's districts."""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow, page
from services.common.errors import not_found
from services.scheduling.models import MadeCauseList
from services.scheduling.queries.cause_lists_changes import answer_changes, entries_of_made
from services.scheduling.usecases.cause_lists_making import find_made

_SEEN: Final = sa.or_(
    MadeCauseList.requested_by == sa.bindparam("me", type_=sa.Text),
    sa.and_(
        MadeCauseList.form == "public",
        sa.or_(
            sa.bindparam("everywhere", type_=sa.Boolean),
            MadeCauseList.district == sa.any_(sa.bindparam("districts", type_=pg.ARRAY(sa.Text))),
        ),
    ),
)
_LISTS: Final = sa.select(
    MadeCauseList.id, MadeCauseList.court_id, MadeCauseList.district, MadeCauseList.listed_on, MadeCauseList.form,
    MadeCauseList.language, MadeCauseList.judge, MadeCauseList.state,
    sa.func.jsonb_array_length(MadeCauseList.entries).label("hearing_count"), MadeCauseList.requested_by,
    MadeCauseList.requested_at, MadeCauseList.made_at,
).where(_SEEN)  # fmt: skip
_LIST: Final = JsonRow(_LISTS.where(MadeCauseList.id == sa.bindparam("list_id", type_=pg.UUID(as_uuid=True))))


def read_made(session: Session, actor: Actor, list_id: uuid.UUID, *, status: int = 200) -> Answer:
    """Answer whether a list is made."""
    missing = not_found("cause_list_not_found", "There is no such list, or it is not in your sight.")
    location = f"/api/cause-lists/{list_id}" if status == 202 else None
    return _LIST.one(session, missing=missing, status=status, location=location, list_id=list_id, **_sight(actor))


def list_made(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer lists that were made, the newest first."""
    wanted = [
        getattr(MadeCauseList, name) == query[name] for name in ("court_id", "listed_on") if query[name] is not None
    ]
    return page(
        session, _LISTS.where(*wanted), order=[(MadeCauseList.id, "desc")], query=query, params=_sight(actor)
    )  # fmt: skip


def read_changes(session: Session, actor: Actor, list_id: uuid.UUID) -> Answer:
    """Answer how a list differs from the one of the same day and form that was made before it."""
    made = find_made(session, actor, list_id)
    before = session.execute(
        sa.select(MadeCauseList.id, MadeCauseList.entries)
        .where(MadeCauseList.court_id == made.court_id, MadeCauseList.listed_on == made.listed_on)
        .where(MadeCauseList.form == made.form, MadeCauseList.state == "made", MadeCauseList.id < made.id)
        .order_by(MadeCauseList.id.desc())
        .limit(1)
    ).first()
    if before is None:
        return answer_changes(None, [], [])
    return answer_changes(before.id, entries_of_made(before.entries), entries_of_made(made.entries or []))


def _sight(actor: Actor) -> dict[str, Any]:
    return {"me": actor.id, "everywhere": actor.sees_everywhere, "districts": list(actor.districts)}
