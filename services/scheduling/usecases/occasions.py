"""Declaring an occasion that waited for the moon: its days move to those on which it was seen, in one transaction.

Comes after its tentative days were entered with their code (`eid-ul-fitr-1448`). The tentative days end, those of the declaration
are closed; hearings on newly closed days are marked, or vacated or put off in the same step as it was previewed; hearings that were
marked because of a day that sits again fit again. A second declaration corrects the first.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import HolidaysDeclared, HolidaysWithdrawn
from services.scheduling.models import Court, Holiday
from services.scheduling.rules.clearing import Plan
from services.scheduling.rules.days import day_of
from services.scheduling.rules.occasions import Change, change_days, is_far
from services.scheduling.usecases.clearing import carry_out
from services.scheduling.usecases.clearing_plans import list_hearings, make_plan
from services.scheduling.usecases.holidays import audience_of, district_of, require_scope
from services.scheduling.usecases.marking import HOLIDAY, mark_hearings, unmark_hearings


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a declaration does: the days, the hearings on newly closed ones, and their plan when they are cleared with it."""

    change: Change
    hearing_ids: list[uuid.UUID]
    plan: Plan | None = None
    clearing_id: uuid.UUID | None = None


def preview_occasion(session: Session, actor: Actor, occasion: str, given: dict[str, Any]) -> Declaration:
    """Say what declaring an occasion for these days would do; nothing is changed."""
    rows, change = _require(session, actor, occasion, given)
    trial = session.begin_nested()
    try:
        _swap(session, rows, given, change)
        courts = _read_courts(session, rows[0].scope)
        request = _clearing_of(change, given)
        if request is None:
            return Declaration(change, [])
        hearings = list_hearings(session, courts, request)
        return Declaration(change, [one.id for one in hearings], make_plan(session, hearings, courts, None, request))
    finally:
        trial.rollback()


def declare_occasion(session: Session, actor: Actor, occasion: str, given: dict[str, Any]) -> Declaration:
    """Declare an occasion for the days on which it is; what was previewed is done with its hearings, or they are marked."""
    rows, change = _require(session, actor, occasion, given)
    scope = rows[0].scope
    audience = audience_of(district_of(session, scope))
    _swap(session, rows, given, change)
    if change.closed:
        publish(session, HolidaysDeclared(days=change.closed, scope=scope), audience=audience)
    if change.reopened:
        publish(session, HolidaysWithdrawn(days=change.reopened, scope=scope), audience=audience)
    record(
        session, actor, "occasion_declared", f"occasion:{occasion}", given["source"], scope=scope,
        days=sorted(given["days"]), reopened=change.reopened, dropped=change.dropped,
    )  # fmt: skip
    unmark_hearings(session, actor, change.reopened, scope, because=HOLIDAY)
    request = _clearing_of(change, given)
    if request is None or given["hearings"] == "mark":
        return Declaration(change, mark_hearings(session, actor, change.closed, scope, because=HOLIDAY))
    clearing_id, plan = carry_out(session, actor, _read_courts(session, scope), None, request)
    return Declaration(change, [step.hearing.id for step in plan.steps], plan, clearing_id)


def _require(session: Session, actor: Actor, occasion: str, given: dict[str, Any]) -> tuple[Sequence[Holiday], Change]:
    rows = session.scalars(
        sa.select(Holiday)
        .where(Holiday.occasion == occasion, Holiday.withdrawn_at.is_(None))
        .order_by(Holiday.day)
        .with_for_update()
    ).all()
    if not rows or len({row.scope for row in rows}) > 1:
        raise not_found(
            "occasion_not_found", "There is no such occasion among the holidays. Enter its tentative days first."
        )
    require_scope(actor, district_of(session, rows[0].scope))
    known, days = {row.day: row.is_tentative for row in rows}, given["days"]
    if min(days) < day_of(dt.datetime.now(dt.UTC)):
        raise invalid("in_the_past", "Days that have passed stay as they are.", fields={"days": ["Some have passed."]})
    if is_far(list(known), days):
        raise invalid(
            "occasion_too_far", "These days lie more than a week from those that were expected. Check them.",
            fields={"days": [f"Expected from {min(known)} to {max(known)}."]},
        )  # fmt: skip
    change = change_days(known, days)
    if not (change.closed or change.reopened or change.dropped):
        raise conflict("occasion_declared", "This occasion was declared for these days already.")
    return rows, change


def _swap(session: Session, rows: Sequence[Holiday], given: dict[str, Any], change: Change) -> None:
    """Let the declared days take the place of those that were known; one that is a holiday for another reason stays that."""
    first, days = rows[0], set(given["days"])
    for row in rows:
        if row.day not in days or row.is_tentative:
            row.withdrawn_at = dt.datetime.now(dt.UTC)
            row.withdrawn_because = "declared" if row.day in days else "declared for other days"
    session.flush()
    closed = set(
        session.scalars(
            sa.select(Holiday.day).where(
                Holiday.scope == first.scope, Holiday.day.in_(change.closed), Holiday.withdrawn_at.is_(None),
                Holiday.is_tentative.is_(False),
            )
        )
    )  # fmt: skip
    session.add_all(
        Holiday(
            id=new_id(), day=day, scope=first.scope, name_en=first.name_en, name_ur=first.name_ur,
            source=given["source"], is_tentative=False, occasion=first.occasion,
        )
        for day in change.closed
        if day not in closed
    )  # fmt: skip
    session.flush()


def _read_courts(session: Session, scope: str) -> list[Court]:
    kind, _, which = scope.partition(":")
    chosen = sa.select(Court).order_by(Court.id)
    if kind == "district":
        chosen = chosen.where(Court.district == which)
    if kind == "court":
        chosen = chosen.where(Court.id == uuid.UUID(which))
    return list(session.scalars(chosen))


def _clearing_of(change: Change, given: dict[str, Any]) -> dict[str, Any] | None:
    """Give the input of clearing the newly closed days; what is heard on holidays stays."""
    if not change.closed:
        return None
    return {
        "from_day": change.closed[0], "to_day": change.closed[-1], "only_days": change.closed, "to_court_id": None,
        "action": given["hearings"] if given["hearings"] != "mark" else "postpone",
        "not_before": max(given["days"]) + dt.timedelta(days=1), "per_day": given["per_day"], "keep_urgent": True,
        "cause": "holiday_declared", "asked_by": "administration", "reason": given["source"],
        "plan": given.get("plan"),
    }  # fmt: skip
