"""Reading what was handed over, the newest first: who holds whose work, and what a leave that ends brings back."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import sight, visible
from services.cases.models import Case, Handover, HandoverItem
from services.common.actor import Actor
from services.common.answers import Answer, JsonPage

# Of a handing over a reader sees what concerns the cases in their sight, and nothing of one that concerns none.
_SEEN: Final = (
    sa.select(
        HandoverItem.handover_id,
        sa.func.count().label("case_count"),
        sa.func.sum(sa.func.cardinality(HandoverItem.task_ids)).label("task_count"),
    )
    .join(Case, Case.id == HandoverItem.case_id)
    .where(visible())
    .group_by(HandoverItem.handover_id)
    .subquery()
)
_HANDOVERS: Final = sa.select(
    Handover.id, Handover.from_id, Handover.to_id, Handover.occasion, Handover.until_on, Handover.reason,
    Handover.done_by, Handover.done_at, _SEEN.c.case_count, _SEEN.c.task_count,
).join(_SEEN, _SEEN.c.handover_id == Handover.id)  # fmt: skip
_PAGE: Final = JsonPage(_HANDOVERS, order=[(Handover.done_at, "desc"), (Handover.id, "desc")])


def list_handovers(session: Session, actor: Actor, query: dict[str, Any]) -> Answer:
    """Answer what was handed over in the cases in sight."""
    return _PAGE.answer(session, query, sight(actor))
