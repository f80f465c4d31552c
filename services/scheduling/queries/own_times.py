"""Reading people's own busy times: as their owner sees them, and as spans for whoever books."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import Answer, answer_json
from services.scheduling.models.feeds import OwnTime
from services.scheduling.models.sight import account_of
from services.scheduling.rules.own_times import title_of, unfold
from services.scheduling.rules.sitting import Span
from services.scheduling.rules.working_time import merge_spans


def read_own_busy(session: Session, prosecutor_ids: Iterable[uuid.UUID], span: Span) -> dict[uuid.UUID, list[Span]]:
    """Give the spans in which prosecutors have something of their own: to be avoided, since the court's hour goes first."""
    chosen = sa.select(OwnTime.prosecutor_id, OwnTime.calendar).where(
        OwnTime.prosecutor_id.in_(list(prosecutor_ids)), OwnTime.ended_at.is_(None)
    )
    found: dict[uuid.UUID, list[Span]] = {}
    for row in session.execute(chosen):
        found.setdefault(row.prosecutor_id, []).extend(unfold(row.calendar, span))
    return {prosecutor_id: list(merge_spans(spans)) for prosecutor_id, spans in found.items()}


def list_own_times(session: Session, actor: Actor, *, status: int = 200) -> Answer:
    """Answer one's own busy times that still count, with their titles."""
    rows = session.scalars(
        sa.select(OwnTime)
        .where(OwnTime.prosecutor_id == account_of(actor), OwnTime.ended_at.is_(None))
        .order_by(OwnTime.recorded_at, OwnTime.id)
    )
    return answer_json({"items": [_show(row) for row in rows]}, status=status)


def _show(row: OwnTime) -> dict[str, Any]:
    now = dt.datetime.now(dt.UTC)
    coming = unfold(row.calendar, (now, now + dt.timedelta(days=366)))
    return {
        "id": row.id, "title": title_of(row.calendar), "recorded_at": row.recorded_at,
        "next_starts_at": coming[0][0] if coming else None, "times_within_a_year": len(coming),
    }  # fmt: skip
