"""Marking hearings that slipped onto a day on which their court does not sit: booked in the moment in which the day was declared.

Declaring a day marks what stands on it; what is being booked just then is not seen by it. So the clock comes by every hour and
marks what is left: on declared holidays, and before courts that are closed by then. One that sits by order (an override) stays.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.scheduling.models import Court, Hearing, HearingCode, Holiday
from services.scheduling.rules.outcomes import HELD, OPEN
from services.scheduling.usecases.marking import CLOSED, HOLIDAY, set_mark

_MOST: Final = 500
_DAY: Final = sa.cast(sa.func.timezone("Asia/Karachi", Hearing.starts_at), sa.Date)


def mark_stranded(session: Session, actor: Actor) -> int:
    """Mark what stands where it cannot be heard, at most some hundreds a round; give how many."""
    binding = sa.or_(
        Holiday.scope == "province",
        Holiday.scope == sa.func.concat("district:", Hearing.district),
        Holiday.scope == sa.func.concat("court:", Hearing.court_id),
    )
    on_holiday = sa.exists().where(
        Holiday.day == _DAY, binding, Holiday.withdrawn_at.is_(None), Holiday.is_tentative.is_(False)
    )
    closed = sa.exists().where(Court.id == Hearing.court_id, Court.closed_on <= _DAY)
    urgent = sa.select(HearingCode.code).where(HearingCode.kind == "purpose", HearingCode.sits_on_holidays)
    is_idle = sa.and_(on_holiday, Hearing.purpose.not_in(urgent), Hearing.override.is_(None))
    chosen = (
        sa.select(Hearing, closed.label("is_closed"))
        .where(Hearing.status.in_((OPEN, HELD)), Hearing.to_be_refixed.is_(None))
        .where(Hearing.starts_at > sa.func.clock_timestamp(), sa.or_(closed, is_idle))
        .order_by(Hearing.id)
        .limit(_MOST)
        .with_for_update(of=Hearing, key_share=True, skip_locked=True)
    )
    found = session.execute(chosen).all()
    for hearing, is_closed in found:
        set_mark(session, actor, hearing, CLOSED if is_closed else HOLIDAY)
    return len(found)
