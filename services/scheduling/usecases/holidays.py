"""Declaring holidays, of the province, a district or one court (SCCR r. 3.4: the High Court's calendar and two local days).

Eid is tentative until the moon is seen: a tentative day closes nothing, the declaration does, and a day that was declared may be
taken back. Hearings that stand on declared days are named, so that they are moved.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import forbidden, invalid, not_found
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import HolidaysDeclared, HolidaysWithdrawn
from services.scheduling.models import Court, Hearing, HearingCode, Holiday
from services.scheduling.models.court_days import scopes_of
from services.scheduling.rules.days import span_of
from services.scheduling.rules.outcomes import OPEN


def declare_holidays(session: Session, actor: Actor, given: dict[str, Any]) -> list[uuid.UUID]:
    """Declare days without sittings; give their ids. A day of that scope that was declared before is superseded."""
    scope, district = _read_scope(session, given)
    if not actor.sees_everywhere and not actor.sees_district(district):
        raise forbidden("district_out_of_sight", "You may declare holidays for your own districts only.")
    days = sorted(set(given["days"]))
    live = sa.and_(Holiday.scope == scope, Holiday.day.in_(days), Holiday.withdrawn_at.is_(None))
    session.execute(
        sa.update(Holiday).where(live).values(withdrawn_at=sa.func.now(), withdrawn_because="declared anew")
    )
    members = {name: given[name] for name in ("name_en", "name_ur", "source", "is_tentative")}
    rows = [Holiday(id=new_id(), day=day, scope=scope, **members) for day in days]
    session.add_all(rows)
    if not given["is_tentative"]:
        publish(session, HolidaysDeclared(days=days, scope=scope), audience=_audience(district))
    record(session, actor, "holidays_declared", f"holidays:{scope}", given["source"], days=days)
    return [row.id for row in rows]


def withdraw_holiday(session: Session, actor: Actor, holiday_id: uuid.UUID, reason: str) -> None:
    """Take a holiday back."""
    holiday = session.scalar(
        sa.select(Holiday).where(Holiday.id == holiday_id, Holiday.withdrawn_at.is_(None)).with_for_update()
    )
    if holiday is None:
        raise not_found("holiday_not_found", "There is no such holiday, or it was withdrawn already.")
    district = _district_of(session, holiday.scope)
    if not actor.sees_everywhere and not actor.sees_district(district):
        raise forbidden("district_out_of_sight", "You may withdraw holidays of your own districts only.")
    holiday.withdrawn_at = dt.datetime.now(dt.UTC)
    holiday.withdrawn_because = reason
    if not holiday.is_tentative:
        publish(session, HolidaysWithdrawn(days=[holiday.day], scope=holiday.scope), audience=_audience(district))
    record(session, actor, "holiday_withdrawn", f"holidays:{holiday.scope}", reason, day=holiday.day)


def find_hearings_in_the_way(session: Session, given: dict[str, Any]) -> list[uuid.UUID]:
    """Give the hearings (at most 200) that stand on declared days and are of a purpose not heard on holidays."""
    if given["is_tentative"]:
        return []
    heard_then = sa.select(HearingCode.code).where(HearingCode.kind == "purpose", HearingCode.sits_on_holidays)
    spans = [span_of(day, day) for day in sorted(set(given["days"]))]
    chosen = sa.select(Hearing.id).where(
        Hearing.status == OPEN,
        Hearing.purpose.not_in(heard_then),
        sa.or_(*(sa.and_(Hearing.starts_at >= start, Hearing.starts_at < end) for start, end in spans)),
    )
    if given["scope"] == "district":
        chosen = chosen.where(Hearing.district == given["district"])
    if given["scope"] == "court":
        chosen = chosen.where(Hearing.court_id == given["court_id"])
    return list(session.scalars(chosen.order_by(Hearing.starts_at, Hearing.id).limit(200)))


def _read_scope(session: Session, given: dict[str, Any]) -> tuple[str, str | None]:
    if given["scope"] == "court":
        court = session.get(Court, given["court_id"])
        if court is None:
            raise invalid("court_unknown", "There is no such court.", fields={"court_id": ["Unknown court."]})
        return scopes_of(None, court.id)[-1], court.district
    return scopes_of(given["district"], None)[-1], given["district"]


def _district_of(session: Session, scope: str) -> str | None:
    kind, _, which = scope.partition(":")
    if kind == "court":
        return session.get_one(Court, uuid.UUID(which)).district
    return which or None


def _audience(district: str | None) -> Audience:
    return Audience(districts=[district or "*"])
