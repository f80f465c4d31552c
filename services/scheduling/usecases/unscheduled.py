"""Hearings without a date: asked for and waiting, or put off by the court without a next date, so that none is forgotten.

Once the court gives a date, the hearing is booked under the same id; until then it is listed as waiting, the longest first.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict
from services.common.ids import new_id
from services.scheduling.models import Hearing, UnscheduledHearing
from services.scheduling.models.sight import take_unscheduled
from services.scheduling.rules.days import day_of
from services.scheduling.usecases.moving import take_open_hearing
from services.scheduling.usecases.placing import length_of, require_court, require_prosecutors
from services.scheduling.usecases.scheduling import place_hearing, require_joined
from services.scheduling.usecases.vacating import vacate
from services.scheduling.usecases.words import read_purpose

WAITING = "waiting"


def ask_for_hearing(session: Session, actor: Actor, given: dict[str, Any]) -> uuid.UUID:
    """Let a hearing wait for its date; give its id."""
    joined = require_joined(session, actor, given)
    court = require_court(session, given["court_id"])
    day = given["not_before"] or given["not_after"] or court.opened_on
    purpose, written = read_purpose(session, given["purpose"], day)
    waiting = UnscheduledHearing(
        id=new_id(), case_id=given["case_id"], joined_case_ids=joined, court_id=court.id, district=court.district,
        purpose=purpose.code, purpose_as_written=written, minutes=given["minutes"],
        prosecutor_ids=require_prosecutors(session, given["prosecutor_ids"]), not_before=given["not_before"],
        not_after=given["not_after"], asked_by=given["asked_by"], reason=given["reason"],
    )  # fmt: skip
    _keep(session, actor, waiting)
    return waiting.id


def let_wait(
    session: Session, actor: Actor, hearing: Hearing, *, asked_by: str | None, reason: str | None
) -> UnscheduledHearing:
    """Let what follows a hearing wait for its date: the court put it off, or it was taken from its day, without a next date."""
    waiting = UnscheduledHearing(
        id=new_id(), case_id=hearing.case_id, joined_case_ids=list(hearing.joined_case_ids), court_id=hearing.court_id,
        district=hearing.district, purpose=hearing.purpose, purpose_as_written=hearing.purpose_as_written,
        minutes=length_of(hearing),
        prosecutor_ids=list(hearing.prosecutor_ids), asked_by=asked_by, reason=reason, previous_hearing_id=hearing.id,
    )  # fmt: skip
    _keep(session, actor, waiting)
    return waiting


def unschedule_hearing(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> uuid.UUID:
    """Take a hearing from its day without giving it another: its time is free, and it waits for a date. Give what waits."""
    hearing = take_open_hearing(session, actor, hearing_id, if_match)
    vacate(session, actor, hearing, given["reason"], asked_by=given["asked_by"])
    return let_wait(session, actor, hearing, asked_by=given["asked_by"], reason=given["reason"]).id


def fix_hearing(
    session: Session, actor: Actor, unscheduled_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> uuid.UUID:
    """Give a waiting hearing the date that the court fixed; give the hearing's id, which is the same."""
    waiting = _take_waiting(session, actor, unscheduled_id, if_match)
    wanted = {
        **given, "case_id": waiting.case_id, "joined_case_ids": waiting.joined_case_ids, "court_id": waiting.court_id,
        "purpose": waiting.purpose, "minutes": given["minutes"] or waiting.minutes,
        "prosecutor_ids": waiting.prosecutor_ids if given["prosecutor_ids"] is None else given["prosecutor_ids"],
    }  # fmt: skip
    hearing = place_hearing(
        session, actor, wanted, hearing_id=waiting.id, previous_hearing_id=waiting.previous_hearing_id,
        asked_by=waiting.asked_by, reason=waiting.reason,
    )  # fmt: skip
    hearing.purpose_as_written = waiting.purpose_as_written
    _require_within(waiting, hearing)
    _end(session, actor, waiting, "scheduled")
    return hearing.id


def withdraw_unscheduled(
    session: Session, actor: Actor, unscheduled_id: uuid.UUID, reason: str, if_match: int | None
) -> None:
    """Let a hearing wait no longer: it is not needed."""
    _end(session, actor, _take_waiting(session, actor, unscheduled_id, if_match), "withdrawn", reason)


def _take_waiting(
    session: Session, actor: Actor, unscheduled_id: uuid.UUID, if_match: int | None
) -> UnscheduledHearing:
    waiting = take_unscheduled(session, actor, unscheduled_id)
    require_version(if_match, waiting.version)
    if waiting.status != WAITING:
        raise conflict("hearing_does_not_wait", f"This hearing is {waiting.status} already.", status=waiting.status)
    return waiting


def _require_within(waiting: UnscheduledHearing, hearing: Hearing) -> None:
    day = day_of(hearing.starts_at)
    too_early = waiting.not_before is not None and day < waiting.not_before
    too_late = waiting.not_after is not None and day > waiting.not_after
    if (too_early or too_late) and hearing.override is None:
        raise conflict(
            "outside_wanted_days",
            f"This hearing was asked for from {waiting.not_before or 'now'} to {waiting.not_after or 'any day'}. "
            "Choose such a day, or give a reason to override this.",
            not_before=str(waiting.not_before) if waiting.not_before else None,
            not_after=str(waiting.not_after) if waiting.not_after else None,
        )  # fmt: skip


def _keep(session: Session, actor: Actor, waiting: UnscheduledHearing) -> None:
    session.add(waiting)
    record(
        session, actor, "hearing_asked_for", f"hearing:{waiting.id}", waiting.reason, case_id=waiting.case_id,
        court_id=waiting.court_id, asked_by=waiting.asked_by,
    )  # fmt: skip


def _end(session: Session, actor: Actor, waiting: UnscheduledHearing, status: str, reason: str | None = None) -> None:
    waiting.status = status
    waiting.version += 1
    record(
        session, actor, f"unscheduled_hearing_{status}", f"hearing:{waiting.id}", reason, case_id=waiting.case_id
    )  # fmt: skip
