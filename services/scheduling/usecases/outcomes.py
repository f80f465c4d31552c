"""Recording what happened at a hearing: held with a result, or adjourned for a cause at someone's request (CrPC 344).

Comes on or after the hearing's day. The next date that the court gave becomes the next hearing in the same transaction, so no
adjournment is recorded without it or it without the adjournment. ATA 19(8) allows two adjournments in a trial: the events
let others count them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy.orm import Session

from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid
from services.common.outbox import publish
from services.scheduling.events import HearingAdjourned, HearingHeld
from services.scheduling.models import Hearing, Sitting
from services.scheduling.rules.days import day_of
from services.scheduling.rules.outcomes import check_outcome, keeps_booking
from services.scheduling.usecases.bookings import release, take_turns
from services.scheduling.usecases.changes import Picture, keep_change
from services.scheduling.usecases.moving import take_open_hearing
from services.scheduling.usecases.placing import PEOPLE, audience_of, length_of, others_of, touch
from services.scheduling.usecases.scheduling import place_hearing
from services.scheduling.usecases.sittings import warn_of_gaps
from services.scheduling.usecases.unscheduled import let_wait
from services.scheduling.usecases.words import read_cause, require_word


def record_outcome(
    session: Session, actor: Actor, hearing_id: uuid.UUID, given: dict[str, Any], if_match: int | None
) -> None:
    """Record what happened, and schedule the next hearing when a date was given."""
    wrong = check_outcome(given)
    if wrong:
        raise invalid("outcome_incomplete", "Some of the outcome is missing or does not belong to it.", fields=wrong)
    hearing = take_open_hearing(session, actor, hearing_id, if_match)
    _require_day(hearing)
    cause, written = _read_words(session, hearing, given)
    if given["next"]:
        _take_turns(session, hearing, given["next"])
    before = Picture.of(hearing)
    if not keeps_booking(given["outcome"]):
        release(session, hearing_id=hearing.id)
    hearing.status = given["outcome"]
    hearing.result, hearing.cause, hearing.cause_as_written = given["result"], cause, written
    hearing.asked_by = given["asked_by"]
    hearing.note = given["note"]
    touch(hearing)
    follower = _schedule_next(session, actor, hearing, given["next"]) if given["next"] else None
    if follower is None and hearing.status == "adjourned":
        # The court gave no date: what was put off waits for one, so that it is not forgotten.
        let_wait(session, actor, hearing, asked_by=hearing.asked_by, reason=None)
    _tell(session, hearing, follower)
    keep_change(session, actor, hearing, hearing.status, asked_by=hearing.asked_by, before=before)
    record(
        session, actor, f"hearing_{hearing.status}", f"hearing:{hearing.id}",
        case_id=hearing.case_id, result=hearing.result, cause=hearing.cause, asked_by=hearing.asked_by,
        next_hearing_id=follower.id if follower else None,
    )  # fmt: skip


def _require_day(hearing: Hearing) -> None:
    day = day_of(hearing.starts_at)
    if day > day_of(dt.datetime.now(dt.UTC)):
        raise conflict(
            "hearing_not_yet", f"This hearing is on {day}. Until then move or vacate it instead.", day=str(day)
        )


def _read_words(session: Session, hearing: Hearing, given: dict[str, Any]) -> tuple[str | None, str | None]:
    """Give the cause's code, and the words in which the clerk wrote it."""
    on = day_of(hearing.starts_at)
    if given["result"] is not None:
        require_word(session, "result", given["result"], on, field="result")
    if given["cause"] is None:
        return None, None
    cause, written = read_cause(session, given["cause"], on)
    return cause.code, written


def _take_turns(session: Session, hearing: Hearing, following: dict[str, Any]) -> None:
    people = {*hearing.prosecutor_ids, *(following["prosecutor_ids"] or ())}
    others = {who for name in PEOPLE for who in following.get(name) or ()} | others_of(hearing)
    if following.get("link_id"):
        others.add(following["link_id"])
    take_turns(session, courts=[hearing.court_id], prosecutors=people, others=others)


def _schedule_next(session: Session, actor: Actor, hearing: Hearing, given: dict[str, Any]) -> Hearing:
    day = given.get("day")
    if day <= day_of(hearing.starts_at) if day else given["starts_at"] <= hearing.starts_at:
        raise invalid(
            "next_not_later", "The next hearing comes after this one.", fields={"next": ["Give a later time."]}
        )
    wanted = {
        "case_id": hearing.case_id,
        "joined_case_ids": hearing.joined_case_ids,
        "court_id": hearing.court_id,
        "room_id": None,
        **{name: given.get(name) for name in ("starts_at", "day", "not_before", "not_after", "list_number")},
        # Accused in custody are produced again; which witnesses come next the court says.
        "accused_ids": hearing.accused_ids if given.get("accused_ids") is None else given["accused_ids"],
        **{name: given.get(name) for name in ("witness_ids", "officer_ids", "link_id")},
        "minutes": given["minutes"] or length_of(hearing),
        "purpose": given["purpose"] or hearing.purpose,
        "prosecutor_ids": hearing.prosecutor_ids if given["prosecutor_ids"] is None else given["prosecutor_ids"],
        "override": given["override"],
    }
    follower = place_hearing(
        session, actor, wanted, previous_hearing_id=hearing.id, sitting_id=hearing.sitting_id,
        asked_by=hearing.asked_by,
    )  # fmt: skip
    if hearing.sitting_id:
        warn_of_gaps(session, session.get_one(Sitting, hearing.sitting_id))
    return follower


def _tell(session: Session, hearing: Hearing, follower: Hearing | None) -> None:
    event: HearingHeld | HearingAdjourned
    if hearing.status == "held":
        event = HearingHeld(
            hearing_id=hearing.id, case_id=hearing.case_id, court_id=hearing.court_id, result=hearing.result or "",
            next_hearing_id=follower.id if follower else None, prosecutor_ids=hearing.prosecutor_ids,
            heard_on=day_of(hearing.starts_at),
        )  # fmt: skip
    else:
        event = HearingAdjourned(
            hearing_id=hearing.id, case_id=hearing.case_id, court_id=hearing.court_id,
            cause=hearing.cause or "", asked_by=hearing.asked_by or "",
            next_hearing_id=follower.id if follower else None,
            next_starts_at=follower.starts_at if follower else None, prosecutor_ids=hearing.prosecutor_ids,
            heard_on=day_of(hearing.starts_at),
        )  # fmt: skip
    publish(session, event, audience=audience_of(hearing))
