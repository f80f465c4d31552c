"""Appeals that others than the State bring, as the prosecution learns of them.

A convict's own (CrPC 410; ATA 25(1), 25(3)), and that of who is aggrieved by an acquittal: the victim, an heir, the complainant (CrPC
417(2A); ATA 25(4A)). Before: the accused has that result. It asks nobody's leave here; whether it was in time is the higher court's to
say. Sets off: the case is under appeal, and a convict's clocks of suspended sentences run (CrPC 426(1A)).
"""

from __future__ import annotations

import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.events import AppealMoved
from services.cases.models import Appeal, Case, Result
from services.cases.rules.outcomes import ACQUITTALS
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

# The step of the procedure, and the fact that clocks run by.
_STEPS: Final = {
    "conviction": ("enter_appeal", "convict_appealed"), "aggrieved": ("enter_victim_appeal", "aggrieved_appealed"),
}  # fmt: skip


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
    return _enter(session, actor, case, result, "conviction", body)


def enter_victim_appeal(  # noqa: PLR0917 - session and actor, the accused in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    accused_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Enter that an aggrieved person appealed against an acquittal; one appeal is pending at a time."""
    case = open_case(session, actor, case_id, if_match)
    result = read_result(session, case_id, accused_id)
    if result.verdict not in ACQUITTALS:
        raise conflict(
            "not_acquitted", "Only against an acquittal does an aggrieved person appeal.", verdict=result.verdict
        )
    return _enter(session, actor, case, result, "aggrieved", body)


def _enter(  # noqa: PLR0917 - who enters which appeal from what
    session: Session, actor: Actor, case: Case, result: Result, kind: str, body: dict[str, Any]
) -> uuid.UUID:
    pending = sa.select(Appeal.id).where(Appeal.result_id == result.id, Appeal.kind == kind, Appeal.state == "filed")
    if session.scalar(pending) is not None:
        raise conflict("appeal_open", "An appeal of this kind is pending already.")
    filed_on = day_of(body["filed_on"], "filed_on", not_before=result.decided_on)
    last_day, source = read_limit(session, result.accused_id, kind)
    step, fact = _STEPS[kind]
    move(session, actor, case, step, filed_on)
    appeal = Appeal(
        id=new_id(), case_id=case.id, accused_id=result.accused_id, result_id=result.id, kind=kind, state="filed",
        awaits=None, last_day=last_day, limit_source=source, filed_on=filed_on, appeal_number=body["appeal_number"],
    )  # fmt: skip
    session.add(appeal)
    note_fact(session, actor, case, fact, filed_on, accused_id=result.accused_id)
    touch(case)
    refresh_next_due(session, case)
    told = AppealMoved(
        case_id=case.id, appeal_id=appeal.id, accused_id=result.accused_id, step="filed", state="filed", awaits=None,
        last_day=last_day,
    )  # fmt: skip
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "appeal_entered", f"case:{case.id}", appeal_id=appeal.id, accused_id=result.accused_id,
        kind=kind, filed_on=filed_on,
    )  # fmt: skip
    return appeal.id
