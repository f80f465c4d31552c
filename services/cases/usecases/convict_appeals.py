"""A convict's own appeal, as the prosecution learns of it (CrPC 410; ATA 25(1), 25(3)).

Before: the case is decided with a conviction. It asks nobody's leave here; whether it was in time is the higher court's to say.
Sets off: the case is under appeal, and the clocks of suspended sentences run (CrPC 426(1A)).
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.events import AppealMoved
from services.cases.models import Appeal
from services.cases.usecases.appeals import read_limit, read_result
from services.cases.usecases.procedure import move
from services.cases.usecases.timing import note_fact, refresh_next_due
from services.cases.usecases.today import day_of
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict
from services.common.ids import new_id
from services.common.outbox import publish


def enter_appeal(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Enter that a convict appealed; one appeal is pending at a time."""
    case = open_case(session, actor, case_id, if_match)
    result = read_result(session, case_id, accused_id)
    if result.verdict != "convicted":
        raise conflict("not_convicted", "Only a convict appeals against a conviction.", verdict=result.verdict)
    pending = sa.select(Appeal.id).where(
        Appeal.result_id == result.id, Appeal.kind == "conviction", Appeal.state == "filed"
    )
    if session.scalar(pending) is not None:
        raise conflict("appeal_open", "An appeal of this convict is pending already.")
    filed_on = day_of(body["filed_on"], "filed_on", not_before=result.decided_on)
    last_day, source = read_limit(session, accused_id, "conviction")
    move(session, actor, case, "enter_appeal", filed_on)
    appeal = Appeal(
        id=new_id(), case_id=case_id, accused_id=accused_id, result_id=result.id, kind="conviction", state="filed",
        awaits=None, last_day=last_day, limit_source=source, filed_on=filed_on, appeal_number=body["appeal_number"],
    )  # fmt: skip
    session.add(appeal)
    note_fact(session, actor, case, "convict_appealed", filed_on, accused_id=accused_id)
    touch(case)
    refresh_next_due(session, case)
    told = AppealMoved(
        case_id=case_id, appeal_id=appeal.id, accused_id=accused_id, step="filed", state="filed", awaits=None,
        last_day=last_day,
    )  # fmt: skip
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "appeal_entered", f"case:{case_id}", appeal_id=appeal.id, accused_id=accused_id,
        filed_on=filed_on,
    )  # fmt: skip
    return appeal.id
