"""The steps of an exhibit's custody: recorded, corrected, withdrawn; never changed (Police Rules 22.70, 22.72; SCCR ch. XIX).

Before: the exhibit is entered with its recovery. Here: seal, malkhana, carrier, laboratory, court, every break of a seal, every
playing; and its lawful end. Sets off: the detector reads the steps as they stand after corrections.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.events import CustodyRecorded, CustodySuperseded
from services.cases.models import Appeal, Case, CasePerson, CustodyEvent, CustodyRule, Exhibit, LaboratoryParcel
from services.cases.rules.custody_chain_disposal import DISPOSALS, Disposal, disposal_refusal
from services.cases.usecases.exhibits_finding import open_exhibit
from services.cases.usecases.today import today
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish

_OPEN_APPEALS: Final = ("recommended", "approved", "filed")
_LIVE: Final = CustodyEvent.superseded_at.is_(None)


def record_custody(  # noqa: PLR0917 - session and actor, the exhibit in the case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    exhibit_id: uuid.UUID,
    new: dict[str, Any],
    if_match: int | None,
) -> uuid.UUID:
    """Record a step of an exhibit's custody."""
    case, exhibit = open_exhibit(session, actor, case_id, exhibit_id, if_match)
    check_events(session, case, exhibit, [new])
    (event_id,) = add_events(session, actor, case, exhibit, [new])
    exhibit.version += 1
    return event_id


def correct_custody(
    session: Session, actor: Actor, where: dict[str, Any], body: dict[str, Any], if_match: int | None
) -> uuid.UUID:
    """Supersede a recorded step by what really was; it keeps the place that the recorded one had in the order."""
    case, exhibit = open_exhibit(session, actor, where["case_id"], where["exhibit_id"], if_match)
    event = _find_live(session, exhibit, where["event_id"])
    new = {name: value for name, value in body.items() if name != "reason"}
    _supersede(session, actor, event, body["reason"])
    check_events(session, case, exhibit, [new])
    (new_event_id,) = add_events(session, actor, case, exhibit, [new], corrects=event)
    exhibit.version += 1
    _tell_superseded(session, actor, case, event, corrected_by=new_event_id)
    return new_event_id


def withdraw_custody(session: Session, actor: Actor, where: dict[str, Any], reason: str, if_match: int | None) -> None:
    """Take back a recorded step that did not happen, or belongs to another exhibit."""
    case, exhibit = open_exhibit(session, actor, where["case_id"], where["exhibit_id"], if_match)
    event = _find_live(session, exhibit, where["event_id"])
    _supersede(session, actor, event, reason)
    exhibit.version += 1
    _tell_superseded(session, actor, case, event)


def check_events(
    session: Session, case: Case, exhibit: Exhibit, events: list[dict[str, Any]], field: str | None = None
) -> None:
    """Refuse steps that are to come, name people of other files, recover a thing twice, or end it before the law allows."""
    wrong: dict[str, list[str]] = {}
    people = _find_people(session, case.id, events)
    for place, event in enumerate(events):
        start = f"{field}.{place}." if field else ""
        if event["happened_on"] > today():
            wrong[f"{start}happened_on"] = ["This day is still to come."]
        for name in ("person_id", "carrier_id"):
            if event[name] is not None and event[name] not in people:
                wrong[f"{start}{name}"] = ["Nobody of this file has this id. Enter the person in the file first."]
    if wrong:
        raise invalid("custody_unreadable", "A step of custody cannot be right. See the marked fields.", fields=wrong)
    _require_one_recovery(session, exhibit, events)
    for event in events:
        _require_asked(session, exhibit, event["laboratory_request_id"])
        if event["step"] in DISPOSALS:
            _require_lawful(session, case, exhibit, event)


def add_events(
    session: Session,
    actor: Actor,
    case: Case,
    exhibit: Exhibit,
    events: list[dict[str, Any]],
    *,
    corrects: CustodyEvent | None = None,
) -> list[uuid.UUID]:
    """Write steps that were checked, and tell of each."""
    first = corrects.position if corrects else _next_position(session, exhibit.id)
    made = [
        CustodyEvent(
            id=new_id(), exhibit_id=exhibit.id, position=first + number, entered_by=actor.id,
            corrects_id=corrects.id if corrects else None, **event,
        )
        for number, event in enumerate(events)
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    for event in made:
        record(
            session, actor, "custody_recorded", f"case:{case.id}", exhibit_id=exhibit.id, event_id=event.id,
            step=event.step, happened_on=event.happened_on,
        )  # fmt: skip
        told = CustodyRecorded(
            case_id=case.id, exhibit_id=exhibit.id, event_id=event.id, step=event.step, happened_on=event.happened_on
        )
        publish(session, told, audience=audience_of(session, case))
    return [event.id for event in made]


def _find_live(session: Session, exhibit: Exhibit, event_id: uuid.UUID) -> CustodyEvent:
    event = session.get(CustodyEvent, event_id)
    if event is None or event.exhibit_id != exhibit.id:
        raise not_found("no_such_step", "There is no such step of custody of this exhibit.")
    if event.superseded_at is not None:
        raise conflict("step_superseded", "This step is corrected or withdrawn already.")
    return event


def _supersede(session: Session, actor: Actor, event: CustodyEvent, reason: str) -> None:
    event.superseded_at, event.superseded_by, event.superseded_why = dt.datetime.now(dt.UTC), actor.id, reason
    session.flush()


def _tell_superseded(
    session: Session, actor: Actor, case: Case, event: CustodyEvent, *, corrected_by: uuid.UUID | None = None
) -> None:
    record(
        session, actor, "custody_superseded", f"case:{case.id}", event.superseded_why, exhibit_id=event.exhibit_id,
        event_id=event.id, step=event.step, corrected_by=corrected_by,
    )  # fmt: skip
    told = CustodySuperseded(case_id=case.id, exhibit_id=event.exhibit_id, event_id=event.id, step=event.step)
    publish(session, told, audience=audience_of(session, case))


def _find_people(session: Session, case_id: uuid.UUID, events: list[dict[str, Any]]) -> set[uuid.UUID]:
    named = {event[name] for event in events for name in ("person_id", "carrier_id") if event[name] is not None}
    known = sa.select(CasePerson.id).where(CasePerson.case_id == case_id, CasePerson.id.in_(named))
    return set(session.scalars(known)) if named else set()


def _require_one_recovery(session: Session, exhibit: Exhibit, events: list[dict[str, Any]]) -> None:
    recorded = sa.select(CustodyEvent.id).where(
        CustodyEvent.exhibit_id == exhibit.id, CustodyEvent.step == "seized", _LIVE
    )
    count = sum(event["step"] == "seized" for event in events)
    if count and (count > 1 or session.scalar(recorded) is not None):
        raise conflict("already_recovered", "The recovery is recorded. Correct that step if it is wrong.")


def _require_asked(session: Session, exhibit: Exhibit, request_id: uuid.UUID | None) -> None:
    if request_id is None:
        return
    if session.get(LaboratoryParcel, (request_id, exhibit.id)) is None:
        wrong = "No laboratory was asked about this exhibit by this request."
        raise invalid("request_unknown", wrong, fields={"laboratory_request_id": [wrong]})


def _require_lawful(session: Session, case: Case, exhibit: Exhibit, event: dict[str, Any]) -> None:
    pending = sa.select(Appeal.id).where(Appeal.case_id == case.id, Appeal.state.in_(_OPEN_APPEALS))
    refusal = disposal_refusal(
        Disposal(
            step=event["step"], nature=exhibit.nature, on=event["happened_on"], has_order=bool(event["reference"]),
            decided_on=case.decided_on, keep_days=_find_keep_days(session, case.decided_on),
            is_appeal_open=session.scalar(pending.limit(1)) is not None,
        )
    )  # fmt: skip
    if refusal is not None:
        code, sentence = refusal
        raise conflict(code, sentence)


def _find_keep_days(session: Session, decided_on: dt.date | None) -> int:
    """Give the days of keeping as the rule stood on the day of the decision."""
    day = decided_on or today()
    rule = (
        sa.select(CustodyRule.days)
        .where(
            CustodyRule.rule == "kept_for_appeal",
            CustodyRule.valid_from <= day,
            sa.or_(CustodyRule.valid_to.is_(None), CustodyRule.valid_to >= day),
        )
        .order_by(CustodyRule.valid_from.desc())
        .limit(1)
    )
    return session.scalar(rule) or 0


def _next_position(session: Session, exhibit_id: uuid.UUID) -> int:
    highest = sa.select(sa.func.coalesce(sa.func.max(CustodyEvent.position), 0)).where(
        CustodyEvent.exhibit_id == exhibit_id
    )
    return int(session.execute(highest).scalar_one()) + 1
