"""The parallel financial investigation of a case (ATA ss.11H to 11S, 21EE; AMLA ss.7 to 9).

Before: the case, its accounts and persons as records. Sets off: the clocks of orders on property (FREEZE-48H, CLAIM-15,
FORF-30, AML-180 and those beside them), each under its own order.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.access import open_case, touch
from services.cases.models import (
    Case,
    Financing,
    FinancingCheck,
    FinancingItem,
    FinancingReference,
    MoneyTransfer,
    PropertyOrder,
    PropertyStep,
)
from services.cases.rules.days import day_in_karachi
from services.cases.rules.financing import FIRST, HOLDER_KINDS, check_step
from services.cases.usecases.entities import find_entity
from services.cases.usecases.timing import note_fact, refresh_next_due
from services.cases.usecases.today import day_of, day_refused, today
from services.common.actor import Actor
from services.common.audit import record
from services.common.errors import conflict, invalid, not_found
from services.common.ids import new_id


def set_financing(
    session: Session, actor: Actor, case_id: uuid.UUID, change: dict[str, Any], if_match: int | None
) -> None:
    """Say whether a case is of terror financing."""
    case = open_case(session, actor, case_id, if_match)
    values = {**change, "opened_on": day_of(change["opened_on"], "opened_on", not_before=case.fir_on)}
    kept = insert(Financing).values(case_id=case_id, **values)
    session.execute(kept.on_conflict_do_update(index_elements=["case_id"], set_=values))
    touch(case)
    flagged = change["is_terror_financing"]
    record(
        session, actor, "financing_set", f"case:{case_id}", is_terror_financing=flagged, opened_on=values["opened_on"]
    )


def set_check(  # noqa: PLR0917 - session and actor, the item in the case, the change, the guard
    session: Session, actor: Actor, case_id: uuid.UUID, code: str, change: dict[str, Any], if_match: int | None
) -> None:
    """Say where an item of the checklist stands."""
    case = open_case(session, actor, case_id, if_match)
    item = session.get(FinancingItem, code)
    if item is None or (item.valid_to is not None and item.valid_to < today()):
        raise not_found("no_such_check", "There is no such item in the checklist. See the list of the case.")
    is_done = change["state"] == "done"
    if change["done_on"] is not None and not is_done:
        raise day_refused("done_on", "Only what is done has a day.")
    current = sa.and_(
        FinancingCheck.case_id == case_id, FinancingCheck.item_code == code, FinancingCheck.superseded_at.is_(None)
    )
    session.execute(sa.update(FinancingCheck).where(current).values(superseded_at=sa.func.clock_timestamp()))
    done_on = day_of(change["done_on"], "done_on", not_before=case.fir_on) if is_done else None
    session.add(
        FinancingCheck(
            id=new_id(), case_id=case_id, item_code=code, state=change["state"], done_on=done_on, note=change["note"],
            recorded_by=actor.id,
        )
    )  # fmt: skip
    touch(case)
    session.flush()
    record(session, actor, "financing_check_set", f"case:{case_id}", code=code, state=change["state"])


def add_transfer(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Record money that moved."""
    case = open_case(session, actor, case_id)
    ends = [new[name] for name in ("from_entity_id", "to_entity_id") if new[name] is not None]
    if not ends or len(set(ends)) < len(ends):
        wrong = "Say from which record, to which, or both; not one record twice."
        raise invalid("transfer_without_ends", wrong, fields={"from_entity_id": [wrong]})
    for entity_id in ends:
        if find_entity(session, case_id, entity_id).kind not in HOLDER_KINDS:
            raise invalid("not_a_holder", "Money moves between accounts, persons and organisations.")
    if new["amount"] <= 0:
        raise invalid("amount_not_positive", "Give an amount above nought.", fields={"amount": ["Above nought."]})
    day_of(new["made_on"], "made_on")
    return _keep(session, actor, case, MoneyTransfer(**new), "transfer_recorded")


def add_reference(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Record a report of a bank or of the Financial Monitoring Unit."""
    case = open_case(session, actor, case_id)
    day_of(new["dated_on"], "dated_on")
    same = sa.select(FinancingReference.id).where(
        FinancingReference.case_id == case_id, FinancingReference.kind == new["kind"],
        FinancingReference.reference == new["reference"],
    )  # fmt: skip
    if session.scalar(same) is not None:
        raise conflict("reference_already_there", "The case has this reference already.")
    return _keep(session, actor, case, FinancingReference(**new), "financing_reference_recorded")


def add_order(session: Session, actor: Actor, case_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Record that property was frozen, seized or attached; the order's clocks start."""
    case = open_case(session, actor, case_id)
    if new["entity_id"] is not None:
        find_entity(session, case_id, new["entity_id"])
    same = sa.select(PropertyOrder.id).where(
        PropertyOrder.case_id == case_id, PropertyOrder.kind == new["kind"],
        PropertyOrder.order_reference == new["order_reference"],
    )  # fmt: skip
    if session.scalar(same) is not None:
        raise conflict("order_already_there", "The case has this order already.")
    said = {name: value for name, value in new.items() if name not in {"taken_on", "taken_at"}}
    order_id = _keep(session, actor, case, PropertyOrder(**said), "property_order_recorded")
    first = {"step": FIRST[new["kind"]], "note": None, "taken_on": new["taken_on"], "taken_at": new["taken_at"]}
    _take_step(session, actor, case, order_id, first, case.fir_on)
    return order_id


def add_step(session: Session, actor: Actor, case_id: uuid.UUID, order_id: uuid.UUID, new: dict[str, Any]) -> uuid.UUID:
    """Record a step under an order on property: it meets the clocks that wait for it, and starts those that follow."""
    case = open_case(session, actor, case_id)
    order = session.get(PropertyOrder, order_id)
    if order is None or order.case_id != case_id:
        raise not_found("no_such_order", "There is no such order on property in this case.")
    steps = session.execute(
        sa.select(PropertyStep.step, PropertyStep.taken_on).where(PropertyStep.order_id == order_id)
    ).all()
    if (why := check_step(order.kind, new["step"], [step.step for step in steps])) is not None:
        raise conflict("step_not_possible", why)
    step_id = _take_step(session, actor, case, order_id, new, min(step.taken_on for step in steps))
    touch(case)
    return step_id


def _take_step(  # noqa: PLR0917 - session and actor, the step under the order of the case, the first day for it
    session: Session, actor: Actor, case: Case, order_id: uuid.UUID, new: dict[str, Any], earliest: dt.date
) -> uuid.UUID:
    at: dt.datetime | None = new["taken_at"]
    if at is not None and new["taken_on"] not in {None, day_in_karachi(at)}:
        raise day_refused("taken_at", "The instant and the day do not agree.")
    if at is not None and at > dt.datetime.now(dt.UTC):
        raise day_refused("taken_at", "This instant is still to come.")
    on = day_of(day_in_karachi(at) if at else new["taken_on"], "taken_on", not_before=earliest)
    step_id = new_id()
    session.add(
        PropertyStep(
            id=step_id, order_id=order_id, step=new["step"], taken_on=on, taken_at=at, note=new["note"],
            recorded_by=actor.id,
        )
    )  # fmt: skip
    session.flush()
    note_fact(session, actor, case, new["step"], on, at=at, order_id=order_id)
    refresh_next_due(session, case)
    record(
        session, actor, "property_step_recorded", f"case:{case.id}", order_id=order_id, step=new["step"], taken_on=on
    )
    return step_id


def _keep(session: Session, actor: Actor, case: Case, row: Any, action: str) -> uuid.UUID:
    row.id, row.case_id, row.recorded_by = new_id(), case.id, actor.id
    session.add(row)
    touch(case)
    session.flush()
    record(session, actor, action, f"case:{case.id}", id=row.id)
    kept: uuid.UUID = row.id
    return kept
