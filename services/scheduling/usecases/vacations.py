"""Declaring courts' vacations, with their duty hours and the courts that keep duty (the High Court's calendar, SCCR r. 3.4).

In a vacation only what is urgent is heard: remand, production, bail (SCCR r. 3.5), by the courts that keep duty and in the duty
hours. Other hearings that stand in it are marked in the same transaction and named.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, not_found
from services.common.ids import new_id
from services.scheduling.models import Vacation, VacationDuty
from services.scheduling.rules.days import days_from
from services.scheduling.usecases.holidays import district_of, read_scope, require_scope
from services.scheduling.usecases.marking import VACATION, mark_hearings, unmark_hearings
from services.scheduling.usecases.placing import require_court
from services.scheduling.usecases.words import require_word

_MEMBERS: Final = ("first_on", "last_on", "name_en", "name_ur", "duty_opens", "duty_closes", "source")


def declare_vacation(session: Session, actor: Actor, given: dict[str, Any]) -> tuple[uuid.UUID, list[uuid.UUID]]:
    """Declare a vacation; give its id and the hearings that stand in it."""
    scope, district = read_scope(session, given)
    require_scope(actor, district)
    for kind in given["court_kinds"]:
        require_word(session, "court_kind", kind, given["first_on"], field="court_kinds")
    _refuse_twice(session, scope, given)
    vacation = Vacation(
        id=new_id(), scope=scope, court_kinds=sorted(set(given["court_kinds"])),
        **{name: given[name] for name in _MEMBERS},
    )  # fmt: skip
    session.add(vacation)
    session.flush()
    for turn in given["duties"]:
        require_court(session, turn["court_id"])
        session.add(VacationDuty(vacation_id=vacation.id, **turn))
    session.flush()
    days = days_from(vacation.first_on, vacation.last_on)
    hearings = mark_hearings(session, actor, days, scope, because=VACATION, court_kinds=vacation.court_kinds)
    record(
        session, actor, "vacation_declared", f"vacation:{vacation.id}", vacation.source, scope=scope,
        first_on=vacation.first_on, last_on=vacation.last_on, hearings=len(hearings),
    )  # fmt: skip
    return vacation.id, hearings


def withdraw_vacation(session: Session, actor: Actor, vacation_id: uuid.UUID, reason: str) -> None:
    """Take a vacation back; the hearings that were marked because of it fit again."""
    vacation = session.get(Vacation, vacation_id, with_for_update=True)
    if vacation is None or vacation.withdrawn_at is not None:
        raise not_found("vacation_not_found", "There is no such vacation, or it was withdrawn already.")
    require_scope(actor, district_of(session, vacation.scope))
    vacation.withdrawn_at, vacation.withdrawn_because = dt.datetime.now(dt.UTC), reason
    days = days_from(vacation.first_on, vacation.last_on)
    unmark_hearings(session, actor, days, vacation.scope, because=VACATION)
    record(session, actor, "vacation_withdrawn", f"vacation:{vacation.id}", reason, scope=vacation.scope)


def _refuse_twice(session: Session, scope: str, given: dict[str, Any]) -> None:
    known = session.scalar(
        sa.select(Vacation.id).where(
            Vacation.scope == scope, Vacation.withdrawn_at.is_(None), Vacation.first_on <= given["last_on"],
            Vacation.last_on >= given["first_on"], Vacation.court_kinds == sorted(set(given["court_kinds"])),
        )
    )  # fmt: skip
    if known is not None:
        raise conflict(
            "vacation_declared", "A vacation of these courts is declared for some of these days. Withdraw it first.",
            vacation_id=str(known),
        )  # fmt: skip
