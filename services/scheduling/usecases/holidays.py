"""Declaring holidays, of the province, a district or one court (SCCR r. 3.4: the High Court's calendar and two local days).

Eid is tentative until the moon is seen: a tentative day closes nothing, the declaration does (`occasions`), and a day that was
declared may be taken back. Hearings that stand on declared days are marked in the same transaction and named, so that they are
moved or put off.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import forbidden, invalid, not_found
from services.common.events import Audience
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import HolidaysDeclared, HolidaysWithdrawn
from services.scheduling.models import Court, Holiday
from services.scheduling.models.court_days import scopes_of
from services.scheduling.usecases.marking import HOLIDAY, mark_hearings, unmark_hearings

# Two local days a year to each sessions court (SCCR r. 3.4).
LOCAL_DAYS: Final = 2


@dataclass(frozen=True, slots=True)
class Declared:
    """What a declaration did: its days, the hearings that stand on them, and what to look at again."""

    holiday_ids: list[uuid.UUID]
    hearing_ids: list[uuid.UUID]
    warnings: list[dict[str, Any]]


def declare_holidays(session: Session, actor: Actor, given: dict[str, Any]) -> Declared:
    """Declare days without sittings. A day of that scope that was declared before is superseded, and warned of."""
    scope, district = read_scope(session, given)
    require_scope(actor, district)
    days = sorted(set(given["days"]))
    live = sa.and_(Holiday.scope == scope, Holiday.day.in_(days), Holiday.withdrawn_at.is_(None))
    twice = list(session.scalars(sa.select(Holiday.day).where(live, Holiday.is_tentative.is_(False))))
    session.execute(
        sa.update(Holiday).where(live).values(withdrawn_at=sa.func.now(), withdrawn_because="declared anew")
    )
    names = ("name_en", "name_ur", "source", "is_tentative")
    members = {"occasion": given.get("occasion"), **{name: given[name] for name in names}}
    rows = [Holiday(id=new_id(), day=day, scope=scope, **members) for day in days]
    session.add_all(rows)
    session.flush()
    hearings: list[uuid.UUID] = []
    if not given["is_tentative"]:
        publish(session, HolidaysDeclared(days=days, scope=scope), audience=audience_of(district))
        hearings = mark_hearings(session, actor, days, scope, because=HOLIDAY)
    record(session, actor, "holidays_declared", f"holidays:{scope}", given["source"], days=days, hearings=len(hearings))
    return Declared([row.id for row in rows], hearings, [*_warn_twice(twice), *_warn_local(session, scope, days)])


def withdraw_holiday(session: Session, actor: Actor, holiday_id: uuid.UUID, reason: str) -> None:
    """Take a holiday back; the hearings that were marked because of it fit again."""
    holiday = session.scalar(
        sa.select(Holiday).where(Holiday.id == holiday_id, Holiday.withdrawn_at.is_(None)).with_for_update()
    )
    if holiday is None:
        raise not_found("holiday_not_found", "There is no such holiday, or it was withdrawn already.")
    district = district_of(session, holiday.scope)
    require_scope(actor, district)
    holiday.withdrawn_at = dt.datetime.now(dt.UTC)
    holiday.withdrawn_because = reason
    if not holiday.is_tentative:
        publish(session, HolidaysWithdrawn(days=[holiday.day], scope=holiday.scope), audience=audience_of(district))
        unmark_hearings(session, actor, [holiday.day], holiday.scope, because=HOLIDAY)
    record(session, actor, "holiday_withdrawn", f"holidays:{holiday.scope}", reason, day=holiday.day)


def read_scope(session: Session, given: dict[str, Any]) -> tuple[str, str | None]:
    """Give the scope that the input names, and its district."""
    if given["scope"] == "court":
        court = session.get(Court, given["court_id"])
        if court is None:
            raise invalid("court_unknown", "There is no such court.", fields={"court_id": ["Unknown court."]})
        return scopes_of(None, court.id)[-1], court.district
    return scopes_of(given["district"], None)[-1], given["district"]


def require_scope(actor: Actor, district: str | None) -> None:
    """Refuse days of districts out of the actor's sight."""
    if not actor.sees_everywhere and not (district and actor.sees_district(district)):
        raise forbidden("district_out_of_sight", "You may declare and withdraw days for your own districts only.")


def district_of(session: Session, scope: str) -> str | None:
    """Give the district of a scope; none for the province."""
    kind, _, which = scope.partition(":")
    if kind == "court":
        return session.get_one(Court, uuid.UUID(which)).district
    return which or None


def audience_of(district: str | None) -> Audience:
    """Give who may see a live update about a district's days, or the province's."""
    return Audience(districts=[district or "*"])


def warning(code: str, detail: str, days: Collection[dt.date]) -> dict[str, Any]:
    """Make a warning about days."""
    return {"code": code, "detail": detail, "days": sorted(days)}


def _warn_twice(days: Collection[dt.date]) -> list[dict[str, Any]]:
    if not days:
        return []
    return [warning("declared_already", "These days were declared before; the former declaration is superseded.", days)]


def _warn_local(session: Session, scope: str, days: list[dt.date]) -> list[dict[str, Any]]:
    if not scope.startswith("court:"):
        return []
    found = []
    for year in sorted({day.year for day in days}):
        chosen = sa.select(Holiday.day).where(
            Holiday.scope == scope, Holiday.withdrawn_at.is_(None), sa.extract("year", Holiday.day) == year
        )
        local = list(session.scalars(chosen))
        if len(local) > LOCAL_DAYS:
            sentence = f"The court has {len(local)} local days in {year}; the rules give it {LOCAL_DAYS} (SCCR 3.4)."
            found.append(warning("too_many_local_days", sentence, local))
    return found
