"""Recording the proceedings of a hearing: who attended, what was done, witnesses examined, costs (CrPC 344).

Comes after the outcome, on the hearing's day; later entries and amendments say why. Every entry stays: the last one holds.
Sets off the counts by which witnesses' attendance and the prosecution's part in adjournments are judged.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import ProceedingsRecorded
from services.scheduling.models import Hearing, Proceedings
from services.scheduling.models.sight import take_hearing
from services.scheduling.rules.days import day_of
from services.scheduling.rules.proceedings import check_proceedings, count_examined, has_happened, needs_reason
from services.scheduling.usecases.placing import audience_of, touch


def record_proceedings(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Enter a hearing's proceedings, or amend what was entered."""
    hearing = take_hearing(session, actor, hearing_id)
    require_version(if_match, hearing.version)
    if not has_happened(hearing.status):
        raise conflict(
            "no_proceedings_yet",
            f"This hearing is {hearing.status}. Record first whether it was held or adjourned.", status=hearing.status,
        )  # fmt: skip
    wrong = check_proceedings(given, status=hearing.status)
    if wrong:
        raise invalid("proceedings_contradict", "Some of this cannot be. See the marked fields.", fields=wrong)
    entry = _enter(session, actor, hearing, given)
    touch(hearing)
    publish(
        session,
        ProceedingsRecorded(
            hearing_id=hearing.id, case_id=hearing.case_id, court_id=hearing.court_id, revision=entry.revision,
            heard_on=day_of(hearing.starts_at), attended=entry.attended, absent=entry.absent,
            witnesses_present=entry.witnesses_present, witnesses_examined=count_examined(given),
            examined_fact=entry.examined_fact, examined_formal=entry.examined_formal,
            examined_other=entry.examined_other,
        ),
        audience=audience_of(hearing),
    )  # fmt: skip
    record(
        session, actor, "proceedings_recorded", f"hearing:{hearing.id}", entry.reason,
        case_id=hearing.case_id, revision=entry.revision,
    )  # fmt: skip


def _enter(session: Session, actor: Actor, hearing: Hearing, given: dict[str, Any]) -> Proceedings:
    now = dt.datetime.now(dt.UTC)
    last = session.scalar(sa.select(sa.func.max(Proceedings.revision)).where(Proceedings.hearing_id == hearing.id)) or 0
    if given["reason"] is None and needs_reason(day_of(hearing.starts_at), day_of(now), last):
        raise invalid(
            "reason_missing", "Say why this is entered later than on the hearing's day, or why it is amended.",
            fields={"reason": ["Needed for late entries and amendments."]},
        )  # fmt: skip
    members = {**given, "attended": sorted(set(given["attended"])), "absent": sorted(set(given["absent"]))}
    entry = Proceedings(
        id=new_id(), hearing_id=hearing.id, revision=last + 1, recorded_by=actor.id, recorded_at=now, **members
    )
    session.add(entry)
    session.flush()
    return entry
