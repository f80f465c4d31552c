"""What a court orders to be done by a day: kept apart from tasks, because the day is the court's and cannot slip.

Before: an order in the case. Here: the court alone extends its day, or withdraws what it ordered. Sets off: it shows in the case
until it is complied with; what was ordered first stays beside what holds now.
"""

from __future__ import annotations

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services.cases.access import open_case
from services.cases.events import DirectionEnded, DirectionGiven
from services.cases.models import Case, CourtDirection
from services.cases.usecases.today import day_of, day_refused
from services.cases.usecases.watching import audience_of
from services.common.actor import Actor
from services.common.answers import require_version
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id
from services.common.outbox import publish


def give_direction(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Enter a direction of the court."""
    case = open_case(session, actor, case_id)
    given_on = day_of(new["given_on"], "given_on", not_before=case.fir_on)
    if new["due_on"] < given_on:
        raise day_refused("due_on", f"This cannot be before {given_on.isoformat()}, the day of the order.")
    direction = CourtDirection(
        id=new_id(), case_id=case_id, says=new["says"], addressee=new["addressee"], given_on=given_on,
        first_due_on=new["due_on"], due_on=new["due_on"], made_by=actor.id,
    )  # fmt: skip
    session.add(direction)
    session.flush()
    _tell_given(session, case, direction)
    record(
        session, actor, "direction_given", f"case:{case_id}", direction_id=direction.id, due_on=direction.due_on,
        addressee=direction.addressee,
    )  # fmt: skip
    return direction.id


def extend_direction(  # noqa: PLR0917 - session and actor, the direction in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    direction_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Enter the day that the court gave instead."""
    case, direction = _open_direction(session, actor, case_id, direction_id, if_match)
    ordered_on = day_of(body["ordered_on"], "ordered_on", not_before=direction.given_on)
    if body["due_on"] == direction.due_on:
        raise invalid("nothing_to_change", "This is the day already.", fields={"due_on": ["Is the day already."]})
    if body["due_on"] < ordered_on:
        raise day_refused("due_on", f"This cannot be before {ordered_on.isoformat()}, the day of the order.")
    was = direction.due_on
    direction.due_on = body["due_on"]
    direction.version += 1
    _tell_given(session, case, direction)
    record(
        session, actor, "direction_extended", f"case:{case_id}", body["reason"], direction_id=direction_id,
        was_due_on=was, due_on=direction.due_on, ordered_on=ordered_on,
    )  # fmt: skip


def end_direction(  # noqa: PLR0917 - session and actor, the direction in its case, the body, the guard
    session: Session,
    actor: Actor,
    case_id: uuid.UUID,
    direction_id: uuid.UUID,
    body: dict[str, Any],
    if_match: int | None,
) -> None:
    """Say that a direction was complied with, or that the court withdrew it."""
    case, direction = _open_direction(session, actor, case_id, direction_id, if_match)
    if body["state"] == "withdrawn" and body["reason"] is None:
        raise invalid("reason_missing", "Say by which order.", fields={"reason": ["Name the court's order."]})
    direction.ended_on = day_of(body["ended_on"], "ended_on", not_before=direction.given_on)
    direction.state, direction.ended_why = body["state"], body["reason"]
    direction.version += 1
    told = DirectionEnded(case_id=case_id, direction_id=direction_id, state=direction.state)
    publish(session, told, audience=audience_of(session, case))
    record(
        session, actor, "direction_ended", f"case:{case_id}", direction_id=direction_id, state=direction.state,
        ended_on=direction.ended_on,
    )  # fmt: skip


def _open_direction(
    session: Session, actor: Actor, case_id: uuid.UUID, direction_id: uuid.UUID, if_match: int | None
) -> tuple[Case, CourtDirection]:
    case = open_case(session, actor, case_id)
    held = sa.select(CourtDirection).where(CourtDirection.id == direction_id, CourtDirection.case_id == case_id)
    direction = session.scalars(held.with_for_update()).one_or_none()
    if direction is None:
        raise not_found("no_such_direction", "There is no such direction in this case.")
    require_version(if_match, direction.version)
    if direction.state != "open":
        raise conflict("direction_ended", "This direction was complied with or withdrawn already.")
    return case, direction


def _tell_given(session: Session, case: Case, direction: CourtDirection) -> None:
    told = DirectionGiven(
        case_id=case.id, direction_id=direction.id, addressee=direction.addressee, due_on=direction.due_on
    )
    publish(session, told, audience=audience_of(session, case))
