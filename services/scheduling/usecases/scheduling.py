"""Scheduling a hearing: the court has fixed a date, the prosecution enters it.

Comes after the case is registered; sets off the reminders to those who must be there. Two hearings never share a room or a person
at one time: the database refuses the second. A sitting on a holiday or out of hours needs a purpose that the law allows then
(remand, bail: Sindh Criminal Court Rules 2012, r. 3.5) or an override with its reason. A time that is only held for now
(`held_until`) is taken like any other, told to nobody, and lapses unless it is confirmed (`holding.py`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import invalid
from services.common.ids import new_id
from services.common.outbox import publish
from services.scheduling.events import HearingScheduled
from services.scheduling.models import Court, Hearing
from services.scheduling.models.sight import require_cases
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.bookings import Span, take_turns
from services.scheduling.usecases.changes import keep_change
from services.scheduling.usecases.placing import (
    audience_of,
    book_hearing,
    check_prosecutors,
    choose_room,
    give_number,
    others_of,
    require_court,
    require_list_span,
    require_others,
    require_prosecutors,
    require_sitting,
    require_span,
    write_listings,
)
from services.scheduling.usecases.words import read_purpose

LONGEST_HOLD = dt.timedelta(days=14)


def schedule_hearing(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Schedule a hearing; give its id."""
    return place_hearing(session, actor, {**given, "joined_case_ids": require_joined(session, actor, given)}).id


def require_joined(session: Session, actor: Actor, given: dict[str, Any]) -> list[uuid.UUID]:
    """Give the cases joined to the case, each once; all of them, and the case, must be in sight."""
    joined = [case_id for case_id in dict.fromkeys(given["joined_case_ids"]) if case_id != given["case_id"]]
    require_cases(session, actor, [given["case_id"]], field="case_id")
    require_cases(session, actor, joined, field="joined_case_ids")
    return joined


def place_hearing(
    session: Session, actor: Actor, given: dict[str, Any], *,
    hearing_id: uuid.UUID | None = None, previous_hearing_id: uuid.UUID | None = None,
    sitting_id: uuid.UUID | None = None, asked_by: str | None = None, reason: str | None = None,
) -> Hearing:  # fmt: skip
    """Book and keep a hearing of cases that were checked; the step that a new hearing, a next date and a sitting's days share."""
    court = require_court(session, given["court_id"])
    span = _find_span(session, court, given)
    held_until = _require_hold(given.get("held_until"), span)
    purpose, written = read_purpose(session, given["purpose"], day_of(span.starts_at))
    require_sitting(session, actor, court, span, sits_on_holidays=purpose.sits_on_holidays, override=given["override"])
    prosecutors = require_prosecutors(session, given["prosecutor_ids"])
    hearing = Hearing(
        id=hearing_id or new_id(), case_id=given["case_id"], joined_case_ids=given["joined_case_ids"],
        court_id=court.id, district=court.district, starts_at=span.starts_at, ends_at=span.ends_at,
        purpose=purpose.code, purpose_as_written=written, prosecutor_ids=prosecutors, override=given["override"],
        previous_hearing_id=previous_hearing_id, sitting_id=sitting_id, is_untimed=given.get("day") is not None,
        status="provisional" if held_until else "scheduled", held_until=held_until,
        **{"witness_ids": [], "officer_ids": [], "accused_ids": [], **require_others(session, given)},
    )  # fmt: skip
    take_turns(session, courts=[court.id], prosecutors=prosecutors, others=others_of(hearing))
    check_prosecutors(session, actor, hearing, override=given["override"])
    hearing.room_id = choose_room(session, court, given["room_id"], span)
    give_number(session, hearing, given.get("list_number"))
    session.add(hearing)
    book_hearing(session, hearing)
    write_listings(session, hearing)
    _keep(session, actor, hearing, asked_by=asked_by, reason=reason)
    return hearing


def _find_span(session: Session, court: Court, given: dict[str, Any]) -> Span:
    if given.get("day") is not None:
        return require_list_span(session, court, given["day"], given)
    return require_span(given["starts_at"], given["minutes"])


def _require_hold(held_until: dt.datetime | None, span: Span) -> dt.datetime | None:
    if held_until is None:
        return None
    now = dt.datetime.now(dt.UTC)
    if not now < held_until <= min(now + LONGEST_HOLD, span.starts_at):
        raise invalid(
            "hold_out_of_bounds",
            f"A time is held until a later hour, at most {LONGEST_HOLD.days} days, and not beyond the hearing's beginning.",
            fields={"held_until": ["Give an hour between now and then."]},
        )  # fmt: skip
    return held_until


def _keep(session: Session, actor: Actor, hearing: Hearing, *, asked_by: str | None, reason: str | None) -> None:
    is_held = hearing.status == "provisional"
    kind = "held_provisionally" if is_held else "scheduled"
    keep_change(session, actor, hearing, kind, asked_by=asked_by, reason=reason or hearing.override)
    if not is_held:
        tell_scheduled(session, hearing)
    record(
        session, actor, f"hearing_{kind}", f"hearing:{hearing.id}", reason or hearing.override,
        case_id=hearing.case_id, court_id=hearing.court_id, starts_at=hearing.starts_at, asked_by=asked_by,
    )  # fmt: skip


def tell_scheduled(session: Session, hearing: Hearing) -> None:
    """Tell that a hearing stands."""
    publish(
        session,
        HearingScheduled(
            hearing_id=hearing.id,
            case_id=hearing.case_id,
            court_id=hearing.court_id,
            starts_at=hearing.starts_at,
            ends_at=hearing.ends_at,
            prosecutor_ids=hearing.prosecutor_ids,
            joined_case_ids=hearing.joined_case_ids,
            is_untimed=hearing.is_untimed,
            sitting_id=hearing.sitting_id,
        ),
        audience=audience_of(hearing),
    )
