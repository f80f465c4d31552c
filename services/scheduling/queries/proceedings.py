"""Reading a hearing's record of proceedings."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, JsonRow
from services.common.errors import not_found
from services.scheduling.models import Hearing, Proceedings
from services.scheduling.models.sight import hearings_seen
from services.scheduling.queries.courts import as_list


def read_proceedings(session: Session, actor: Actor, hearing_id: uuid.UUID) -> Answer:
    """Answer every entry of a hearing in the actor's sight, the one that holds first; the version is the hearing's."""
    entries = sa.select(
        Proceedings.revision, Proceedings.attended, Proceedings.absent, Proceedings.witnesses_called,
        Proceedings.witnesses_present, Proceedings.examined_fact, Proceedings.examined_formal,
        Proceedings.examined_other, sa.cast(Proceedings.costs, sa.Text).label("costs"), Proceedings.costs_on,
        Proceedings.done, Proceedings.reason, Proceedings.recorded_by, Proceedings.recorded_at,
    ).where(Proceedings.hearing_id == hearing_id)  # fmt: skip
    row = sa.select(
        Hearing.id.label("hearing_id"), as_list(entries, Proceedings.revision.desc()).label("entries"), Hearing.version
    ).where(Hearing.id == hearing_id, hearings_seen(actor))
    return JsonRow(row).one(
        session, missing=not_found("hearing_not_found", "There is no such hearing, or it is not in your sight.")
    )
