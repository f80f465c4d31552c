"""Keep the holidays that scheduling declares: working days are counted by them (SCCR 3.3 to 3.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.models import Holiday
from services.cases.usecases.timing import recount_working_days


def keep_holidays(session: Session, days: Sequence[dt.date], scope: str) -> None:
    """Keep declared holidays and count the running clocks anew."""
    if days:
        rows = [{"day": day, "scope": scope} for day in days]
        session.execute(insert(Holiday).values(rows).on_conflict_do_nothing())
    recount_working_days(session, scope, days)


def drop_holidays(session: Session, days: Sequence[dt.date], scope: str) -> None:
    """Drop holidays that were withdrawn and count the running clocks anew."""
    session.execute(sa.delete(Holiday).where(Holiday.scope == scope, Holiday.day.in_(list(days))))
    recount_working_days(session, scope, days)
